#![no_main]

use chancery_source::InputFormat;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| chancery_fuzz::read(bytes, InputFormat::JsonLines));
