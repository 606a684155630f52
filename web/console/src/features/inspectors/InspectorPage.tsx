/** One inspector: whether they may be drawn, who they are, what is kept beside, and the whole story. */
import { Button } from "antd";
import { useNavigate } from "react-router";
import { useMay } from "../../api/query";
import { type Description, DescriptionList } from "../../ui/DescriptionList";
import { Mark } from "../../ui/Mark";
import { PageHead } from "../../ui/PageHead";
import { DateText } from "../../ui/values";
import { useWords } from "../../words/words";
import { useOrganisationName } from "../accounts/calls";
import { ACTS as VISIT_ACTS } from "../inspections/acts";
import { Account } from "./Account";
import { Conflicts, Leaves, Trainings } from "./Beside";
import { Drawability } from "./Drawability";
import { StateMark, ValidTo } from "./Marks";
import { OfInspector } from "./OfInspector";
import { SecretValue } from "./Secret";
import { Story } from "./Story";
import { ACTS } from "./acts";
import type { Inspector } from "./calls";

/** The page. */
export function InspectorPage() {
  return <OfInspector>{(inspector) => <Known inspector={inspector} />}</OfInspector>;
}

function Known({ inspector }: { inspector: Inspector }) {
  const word = useWords();
  return (
    <article>
      <PageHead title={inspector.name} parent={{ title: word("nav-inspectors"), to: "/inspectors" }} actions={<Actions inspector={inspector} />} />
      <Drawability inspector={inspector} />
      <Particulars inspector={inspector} />
      <Trainings inspector={inspector} />
      <Conflicts inspector={inspector} />
      <Leaves inspector={inspector} />
      <h2>{word("inspectors-story")}</h2>
      <Story inspector={inspector} />
    </article>
  );
}

function Actions({ inspector: { id, state } }: { inspector: Inspector }) {
  const word = useWords();
  const may = useMay();
  const navigate = useNavigate();
  const offered = { active: ["edit", "suspend", "depart"], suspended: ["edit", "restore", "depart"], left: ["restore"] }[state];
  if (!may(ACTS.manage)) return null;
  return <>{offered.map((to) => <Button key={to} onClick={() => void navigate(`/inspectors/${id}/${to}`)}>{word(`inspectors-${to}`)}</Button>)}</>;
}

function Particulars({ inspector }: { inspector: Inspector }) {
  const word = useWords();
  const may = useMay();
  const organisationOf = useOrganisationName();
  const { id, qualifications, languages, fields } = inspector;
  const marks = (texts: string[]) => (texts.length > 0 ? texts.map((text) => <Mark key={text}>{text}</Mark>) : null);
  const secret = (field: "phone" | "id_number", label: string): Description => [label, <SecretValue key={field} id={id} field={field} label={label} masked={inspector[field]} />];
  return (
    <DescriptionList items={[
      [word("inspector-field-state"), <StateMark key="state" state={inspector.state} />],
      [word("inspector-field-certificate"), <span key="certificate" className="number">{inspector.certificate}</span>],
      [word("inspector-field-valid-from"), <DateText key="from" value={inspector.valid_from} />],
      [word("inspector-field-valid-to"), <ValidTo key="to" {...inspector} />],
      [word("inspector-field-issuer"), inspector.issuer || null],
      [word("inspector-field-fields"), marks(fields)],
      [word("inspector-field-qualifications"), marks(qualifications)],
      [word("inspector-field-expert"), word(inspector.expert ? "inspector-yes" : "inspector-no")],
      [word("inspector-field-languages"), languages.join(word("inspector-list-separator")) || null],
      [word("inspector-field-organisation"), organisationOf(inspector.organisation)],
      [word("inspector-field-unit"), inspector.unit || null],
      [word("inspector-field-level"), inspector.level || null],
      [word("inspector-field-post"), inspector.post || null],
      [word("inspector-field-area"), inspector.area || null],
      ...(may(VISIT_ACTS.accounts) ? [[word("accounts-account"), <Account key="account" inspector={inspector} />] as Description] : []),
      secret("phone", word("inspector-field-phone")),
      secret("id_number", word("inspector-field-id-number")),
    ]} />
  );
}
