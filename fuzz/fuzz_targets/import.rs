#![no_main]

// A panic of the Parquet library is caught by the reader, but ends a fuzzing run: those files are left to the property tests.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if !bytes.starts_with(b"PAR1") {
        fuzz::imports::import(bytes);
    }
});
