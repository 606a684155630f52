//! A web server for the files of a folder, on this machine only.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;

/// A server that lives as long as the test's process.
pub struct Server {
    address: String,
}

impl Server {
    /// A URL of it.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }
}

/// Serve `folder`; below `/away` every answer leads back to it.
pub fn serve(folder: PathBuf) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    thread::spawn(move || listener.incoming().flatten().for_each(|stream| drop(answer(stream, &folder))));
    Server { address }
}

fn answer(mut stream: TcpStream, folder: &Path) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    let path = request.split(' ').nth(1).unwrap_or_default();
    let (head, body) = match (path.strip_prefix("/away"), fs::read(folder.join(path.trim_start_matches('/')))) {
        (Some(rest), _) => (format!("302 Found\r\nlocation: {rest}"), Vec::new()),
        (None, Ok(body)) => ("200 OK".to_owned(), body),
        (None, Err(_)) => ("404 Not Found".to_owned(), Vec::new()),
    };
    write!(stream, "HTTP/1.1 {head}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len())?;
    stream.write_all(&body)
}
