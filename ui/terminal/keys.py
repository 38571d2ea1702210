"""`key`: make a person's key on this device, show what others may know of it."""

from __future__ import annotations

from pathlib import Path

import click

from inspector.errors import KnownError
from inspector.people import key_file
from inspector.people.identity import create
from inspector.people.words import words_of
from ui.terminal.desk import Desk, needed, pass_desk, read_secret, verb
from ui.work.home import write_new
from ui.work.signing import make_sample


@click.group()
def key() -> None:
    """Khoá cá nhân trên máy này. / The personal key on this device."""


@key.command("new")
@click.option("--name", required=True, help="Họ tên, chỉ để hiển thị. / Your name, for display only.")
@click.option("--memory-mib", default=256, show_default=True, help="argon2id; 64 là mức thấp nhất. / 64 is the floor.")
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def new_key(desk: Desk, name: str, memory_mib: int, as_json: bool) -> None:
    """Tạo khoá. / Make a key."""
    identity = create(needed(name), desk.sources)
    desk.home.made()
    kdf = key_file.Kdf(memory_kib=memory_mib * 1024)
    key_file.write(desk.home.key_path, identity, desk.passphrase(confirm=True), desk.sources, kdf)
    _show(desk, as_json, None)
    desk.tell("cli.key-made", file=desk.home.key_path)


@key.command("show")
@click.option("--json", "as_json", is_flag=True)
@click.option("--card", type=click.Path(path_type=Path), help="Ghi mã QR ra tệp SVG. / Write the QR code as SVG.")
@pass_desk
@verb
def show_key(desk: Desk, as_json: bool, card: Path | None) -> None:
    """Khoá công khai, sáu từ và mã QR. / The public key, six words and QR code."""
    _show(desk, as_json, card)


def _show(desk: Desk, as_json: bool, card: Path | None) -> None:
    from inspector.people import card as cards

    part = key_file.public_part(desk.home.key_path)
    text = cards.qr_text(part.public, part.recipient)
    if card is not None:
        write_new(card, cards.qr_svg(text))
    words = words_of(part.public)
    if as_json:
        desk.print_json(
            {"name": part.name, "public": part.public, "recipient": part.recipient, "words": words, "card": text}
        )
        return
    click.echo(f"{part.name}\n{' '.join(words)}\n{part.public}\n{part.recipient}\n{text}")
    if not desk.quiet:
        click.echo(cards.qr_terminal(text), err=True)


@key.command("recovery")
@pass_desk
@verb
def recovery(desk: Desk) -> None:
    """In bí mật khôi phục, để chép ra giấy và cất đi. / Print the recovery secret, to be kept on paper."""
    from inspector.people import card as cards

    click.echo(cards.recovery_secret(desk.identity()))
    desk.tell("cli.recovery-warning")


@key.command("paper")
@click.option("--name", required=True, help="Khoá này dùng làm gì. / What the key is for.")
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def paper_key(desk: Desk, name: str, as_json: bool) -> None:
    """Tạo khoá gốc thứ hai chỉ nằm trên giấy: in ra, không lưu. / Make a second root that lies on paper alone."""
    from inspector.people import card as cards

    identity = create(needed(name), desk.sources)
    text, secret = cards.qr_text(identity.public, identity.recipient), cards.recovery_secret(identity)
    if as_json:
        desk.print_json({"name": identity.name, "card": text, "recovery": secret, "words": identity.words})
    else:
        click.echo(f"{identity.name}\n{' '.join(identity.words)}\n{text}\n{secret}")
    desk.tell("cli.recovery-warning")


@key.command("restore")
@click.option("--name", required=True)
@click.option("--secret-file", type=click.Path(path_type=Path), help="Tệp chứa dòng khôi phục. / A file with the line.")
@pass_desk
@verb
def restore_key(desk: Desk, name: str, secret_file: Path | None) -> None:
    """Khôi phục khoá từ tờ giấy. / Restore a key from its sheet of paper."""
    from inspector.people import card as cards

    if secret_file is not None:
        text = read_secret(secret_file)
    elif desk.no_input:
        raise KnownError("key.passphrase-needed", exit_code=2)
    else:
        text = str(click.prompt(desk.say("cli.recovery-line"), hide_input=True, err=True))
    identity = cards.from_recovery(text, name)
    desk.home.made()
    key_file.write(desk.home.key_path, identity, desk.passphrase(confirm=True), desk.sources)
    desk.tell("cli.key-made", file=desk.home.key_path)


@key.command("sample-authority")
@click.option("--name", "names", multiple=True, required=True)
@click.option("--out", type=click.Path(path_type=Path), required=True)
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def sample_authority(desk: Desk, names: tuple[str, ...], out: Path, as_json: bool) -> None:
    """Tạo chứng thư MẪU để thử ký, không có giá trị pháp lý. / Make SAMPLE certificates, without legal value."""
    made = make_sample(out, tuple(map(needed, names)), desk.sources)
    if as_json:
        desk.print_json(
            {
                "root": str(made.root),
                "passphrase": str(out / "passphrase.txt"),
                "files": [str(file) for _, file in made.people],
                "names": [person.name for person, _ in made.people],
            }
        )
    desk.tell("cli.sample-authority", folder=out)
