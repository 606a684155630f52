//! Tables for the rules on subjects.
