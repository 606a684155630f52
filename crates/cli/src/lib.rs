//! The command line's parts, as a library so that its tests and fuzz targets can reach them.

pub mod sample;
