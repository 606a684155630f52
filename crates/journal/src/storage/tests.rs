use super::*;

#[test]
fn a_batch_name_is_read_back_only_as_written() {
    let name = BatchName { size: 300, root: Digest::of(b"x") };
    assert_eq!(BatchName::parse(&name.to_string()), Some(name));
    for text in ["", "300", "0300-", &format!("0300-{}", name.root), &format!("+300-{}", name.root), "300-abc"] {
        assert_eq!(BatchName::parse(text), None, "{text}");
    }
}
