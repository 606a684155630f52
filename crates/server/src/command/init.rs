//! `yaoguang init | migrate`: a new bureau's files, and the database's version.

use std::path::Path;

use sea_orm_migration::MigratorTrait as _;

use super::Failure;
use crate::app::config::Config;
use crate::app::db::Db;
use crate::app::journal::sequencer;
use crate::app::words::Words;
use crate::migration::Migrator;

/// Make a new bureau in `folder`: configuration, database, keys.
pub(super) async fn run(folder: &Path, configuration: &str, words: &Words) -> Result<(), Failure> {
    let file = folder.join("yaoguang.toml");
    let name = file.display().to_string();
    if file.exists() {
        return Err(Failure { key: "yaoguang-exists", args: vec![("file", name)] });
    }
    std::fs::create_dir_all(folder)?;
    std::fs::write(&file, configuration)?;
    let config = Config::read(&file)?;
    std::fs::create_dir_all(&config.data)?;
    let app = super::open(config).await?;
    Migrator::up(app.db.write(), None).await?;
    sequencer::init(&app).await?;
    println!("{}", words.say("yaoguang-made", &[("file", &name)]));
    Ok(())
}

/// Bring the database to this version.
pub(super) async fn migrate(config: &Config, words: &Words) -> Result<(), Failure> {
    let db = Db::connect(&config.database(), 1).await?;
    Migrator::up(db.write(), None).await?;
    println!("{}", words.say("yaoguang-migrated", &[]));
    Ok(())
}
