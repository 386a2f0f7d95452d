#!/usr/bin/env python3
"""Verifies what mutasi publishes without sharing a line of code with it.

    verify_log.py log DIR VKEY [--against CHECKPOINT]... [--witness VKEY]... [--quorum K]
    verify_log.py receipt PROOF LINE VKEY [--witness VKEY]... [--quorum K]
    verify_log.py consistent OLD NEW DIR VKEY     the tiles of DIR, as of NEW, lead from OLD to NEW
    verify_log.py served DIR SIZE...              every file that these sizes need is there

Written from the specifications alone (RFC 6962, RFC 8032, C2SP signed-note, tlog-checkpoint,
tlog-cosignature, tlog-tiles, tlog-proof), with nothing but the standard library. VKEY is a key or a
file that holds one. Prints one line a finding; exit code 0: verified, 1: not, 2: wrong usage.
"""

import base64
import hashlib
import os
import re
import stat
import sys

# --- Ed25519, RFC 8032 section 6, in the plainest form -------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def point_add(a, b):
    m, n = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = n - m, d - c, d + c, n + m
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def point_mul(s, a):
    r = (0, 1, 1, 0)
    while s:
        if s & 1:
            r = point_add(r, a)
        a, s = point_add(a, a), s >> 1
    return r


def point_equal(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def point_read(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if x2 == 0:
        return None if sign else (0, y, 1, 0)
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * ROOT % P
    if (x * x - x2) % P:
        return None
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


BASE = point_read((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def ed25519_ok(public, message, signature):
    if len(public) != 32 or len(signature) != 64:
        return False
    a, r, s = point_read(public), point_read(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    return point_equal(point_mul(s, BASE), point_add(r, point_mul(h, a)))


# --- The tree, RFC 6962 section 2.1 --------------------------------------------------------------


def sha(data):
    return hashlib.sha256(data).digest()


def leaf_hash(line):
    return sha(b"\0" + line)


def node(left, right):
    return sha(b"\1" + left + right)


def tree(hashes):
    """The root: neighbours are joined level by level, an odd last one is carried up."""
    if not hashes:
        return sha(b"")
    while len(hashes) > 1:
        paired = [node(hashes[i], hashes[i + 1]) for i in range(0, len(hashes) - 1, 2)]
        hashes = paired + (hashes[-1:] if len(hashes) % 2 else [])
    return hashes[0]


def inclusion_ok(index, size, leaf, proof, root):
    """RFC 9162 section 2.1.3.2."""
    if not 0 <= index < size:
        return False
    fn, sn, r = index, size - 1, leaf
    for p in proof:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = node(p, r)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node(r, p)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and r == root


# --- Notes, keys, checkpoints --------------------------------------------------------------------


class Bad(Exception):
    """Something does not verify."""


def b64(text):
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text:
        raise Bad("base64 is not canonical")
    return data


class Key:
    def __init__(self, word):
        if "+" not in word or os.path.exists(word):
            with open(word, encoding="utf-8") as file:
                word = file.read().strip()
        self.name, ident, material = word.split("+", 2)
        material = b64(material)
        self.kind, self.public = material[0], material[1:]
        digest = sha(self.name.encode() + b"\n" + material)
        self.ident = digest[:4]
        if self.ident.hex() != ident or len(self.public) != 32 or self.kind not in (1, 4):
            raise SystemExit("not a key of the kinds 1 or 4: " + word)


class Note:
    def __init__(self, data):
        text = data.decode("utf-8")
        if any(ord(c) < 0x20 and c != "\n" for c in text):
            raise Bad("control character in a note")
        cut = text.rfind("\n\n")
        if cut < 0 or not text.endswith("\n") or len(text) == cut + 2:
            raise Bad("not a signed note")
        self.data, self.text = data, text[: cut + 1]
        self.lines = []
        for line in text[cut + 2 : -1].split("\n"):
            match = re.fullmatch("\u2014 ([^\\s+]+) (\\S+)", line)
            if not match:
                raise Bad("not a signature line: " + line)
            try:
                signature = b64(match[2])
            except ValueError:
                raise Bad("not base64 in a signature line") from None
            if len(signature) < 5:
                raise Bad("a signature line that is too short")
            self.lines.append((match[1], signature[:4], signature[4:]))

    def signed_by(self, key):
        """Whether the key signed; a line that names it and is wrong makes the note bad."""
        good = False
        for name, ident, signature in self.lines:
            if (name, ident) != (key.name, key.ident):
                continue
            message = self.text.encode()
            if key.kind == 4:
                if len(signature) != 72:
                    raise Bad("a cosignature of another length by " + name)
                time = int.from_bytes(signature[:8], "big")
                message = b"cosignature/v1\ntime %d\n" % time + message
                signature = signature[8:]
            if not ed25519_ok(key.public, message, signature):
                raise Bad("a bad signature by " + name)
            good = True
        return good


class Checkpoint:
    def __init__(self, data, key):
        self.note = Note(data)
        if not self.note.signed_by(key):
            raise Bad("the key did not sign this checkpoint")
        lines = self.note.text.split("\n")
        if len(lines) < 4 or not re.fullmatch("0|[1-9][0-9]*", lines[1]):
            raise Bad("not a checkpoint")
        self.origin, self.size, self.root = lines[0], int(lines[1]), b64(lines[2])
        if self.origin != key.name:
            raise Bad("a checkpoint of another log: " + self.origin)
        if len(self.root) != 32 or (self.size == 0 and self.root != sha(b"")):
            raise Bad("not a root")


def check_witnesses(note, witnesses, quorum):
    count = sum(note.signed_by(key) for key in witnesses)
    if count < (len(witnesses) if quorum is None else quorum):
        raise Bad("%d of %d witnesses cosigned" % (count, len(witnesses)))


# --- Tiles ---------------------------------------------------------------------------------------


def number_path(number):
    groups = ["%03d" % (number % 1000)]
    while number >= 1000:
        number //= 1000
        groups.insert(0, "x%03d" % (number % 1000))
    return "/".join(groups)


def tiles_of(size):
    """Every tile of a tree: (level, number, width)."""
    level, count = 0, size
    while count:
        for number in range(count // 256):
            yield level, number, 256
        if count % 256:
            yield level, count // 256, count % 256
        level, count = level + 1, count // 256


def path_of(kind, number, width):
    return "tile/%s/%s%s" % (kind, number_path(number), "" if width == 256 else ".p/%d" % width)


def read(folder, path):
    """A regular file, no link on the way to it; nothing if there is none."""
    at = folder
    for part in path.split("/"):
        at = os.path.join(at, part)
        try:
            mode = os.lstat(at).st_mode
        except FileNotFoundError:
            return None
        if stat.S_ISLNK(mode):
            raise Bad("a link: " + path)
    with open(at, "rb") as file:
        return file.read()


def records(bundle):
    lines, at = [], 0
    while at < len(bundle):
        length = int.from_bytes(bundle[at : at + 2], "big")
        if at + 2 + length > len(bundle):
            raise Bad("a bundle ends within an entry")
        lines.append(bundle[at + 2 : at + 2 + length])
        at += 2 + length
    return lines


def tile_bytes(folder, kind, number, width):
    """The tile, or the beginning of the full one that took its place."""
    data = read(folder, path_of(kind, number, width))
    if data is None and width < 256:
        data = read(folder, path_of(kind, number, 256))
        if data is not None and kind == "entries":
            data = b"".join(len(r).to_bytes(2, "big") + r for r in records(data)[:width])
        elif data is not None:
            data = data[: 32 * width]
    if data is None:
        raise Bad("missing: " + path_of(kind, number, width))
    return data


def hashes_of(folder, level, number, width):
    data = tile_bytes(folder, level, number, width)
    if len(data) != 32 * width:
        raise Bad("of another length: " + path_of(level, number, width))
    return [data[i : i + 32] for i in range(0, len(data), 32)]


def root_at(folder, published, size):
    """The root of the first `size` of the published entries by the tiles of level 0."""
    leaves = []
    for level, number, width in tiles_of(published):
        if level == 0:
            leaves += hashes_of(folder, 0, number, width)
    return tree(leaves[:size])


def check_log(folder, key):
    data = read(folder, "checkpoint")
    if data is None:
        raise Bad("no checkpoint")
    signed = Checkpoint(data, key)
    below, above = [], []
    for level, number, width in tiles_of(signed.size):
        if number == 0:
            below, above = above, []
        stored = hashes_of(folder, level, number, width)
        if level == 0:
            lines = records(tile_bytes(folder, "entries", number, width))
            if len(lines) != width:
                raise Bad("not %d entries: %s" % (width, path_of("entries", number, width)))
            below[256 * number :] = [leaf_hash(line) for line in lines]
        for index, (have, want) in enumerate(zip(stored, below[256 * number :])):
            if have != want:
                where = path_of(level, number, width)
                raise Bad("hash %d is not that of what lies below: %s" % (index, where))
        if width == 256:
            above.append(tree(stored))
    if root_at(folder, signed.size, signed.size) != signed.root:
        raise Bad("the entries do not give the signed root")
    check_files(folder, signed.size)
    return signed


def check_files(folder, size):
    """Partial tiles of earlier sizes are the beginning of what took their place; nothing else lies
    there."""
    needed = {(level, number): width for level, number, width in tiles_of(size)}
    for where, folders, files in os.walk(folder):
        inside = os.path.relpath(where, folder)
        for name in files:
            path = os.path.normpath(os.path.join(inside, name))
            if path == "checkpoint" or path.startswith(".publishing/"):
                continue
            if os.path.islink(os.path.join(where, name)):
                raise Bad("a link: " + path)
            match = re.fullmatch(
                r"tile/(entries|0|[1-9][0-9]?)/((?:x\d{3}/)*\d{3})(?:\.p/([1-9]\d{0,2}))?", path)
            if not match:
                raise Bad("does not belong here: " + path)
            kind, width = match[1], int(match[3] or 256)
            number = int(match[2].replace("x", "").replace("/", ""))
            if path != path_of(kind, number, width):
                raise Bad("does not belong here: " + path)
            have = needed.get((0 if kind == "entries" else int(kind), number), 0)
            data = read(folder, path)
            # One that is beyond the checkpoint, or vanished because a publication replaced it.
            if width >= have or data is None:
                continue
            if data != cut(kind, tile_bytes(folder, kind, number, have), width):
                raise Bad("not the beginning of what took its place: " + path)
        for name in folders:
            if os.path.islink(os.path.join(where, name)):
                raise Bad("a link: " + name)


def cut(kind, data, width):
    if kind != "entries":
        return data[: 32 * width]
    return b"".join(len(r).to_bytes(2, "big") + r for r in records(data)[:width])


def check_against(folder, signed, old):
    if old.size > signed.size:
        raise Bad("ROLLBACK: %d entries were signed, there are %d" % (old.size, signed.size))
    if root_at(folder, signed.size, old.size) != old.root:
        raise Bad("FORK" if old.size == signed.size else "INCONSISTENT")


def check_receipt(proof, line, key):
    head, _, checkpoint = proof.partition(b"\n\n")
    lines = head.decode("utf-8").split("\n")
    if lines[0] != "c2sp.org/tlog-proof@v1":
        raise Bad("not a proof of version 1")
    lines = lines[2:] if lines[1].startswith("extra ") else lines[1:]
    match = re.fullmatch("index (0|[1-9][0-9]*)", lines[0])
    if not match:
        raise Bad("no index")
    hashes = [b64(text) for text in lines[1:]]
    if any(len(h) != 32 for h in hashes):
        raise Bad("a hash of another length")
    signed = Checkpoint(checkpoint, key)
    line = line[:-1] if line.endswith(b"\n") else line
    if not inclusion_ok(int(match[1]), signed.size, leaf_hash(line), hashes, signed.root):
        raise Bad("the line is not entry %s" % match[1])
    return signed


def check_served(folder, sizes):
    for size in sizes:
        for level, number, width in tiles_of(size):
            for kind in [level] + (["entries"] if level == 0 else []):
                tile_bytes(folder, kind, number, width)


# --- The command line ----------------------------------------------------------------------------


def content(path):
    with open(path, "rb") as file:
        return file.read()


def options(words):
    plain, found, words = [], {"--against": [], "--witness": [], "--quorum": []}, list(words)
    while words:
        word = words.pop(0)
        if word in found:
            found[word].append(words.pop(0))
        else:
            plain.append(word)
    return plain, found


def run(words):
    plain, found = options(words)
    witnesses = [Key(word) for word in found["--witness"]]
    quorum = int(found["--quorum"][0]) if found["--quorum"] else None
    if plain[:1] == ["log"] and len(plain) == 3:
        key = Key(plain[2])
        signed = check_log(plain[1], key)
        for path in found["--against"]:
            check_against(plain[1], signed, Checkpoint(content(path), key))
        check_witnesses(signed.note, witnesses, quorum)
    elif plain[:1] == ["receipt"] and len(plain) == 4:
        signed = check_receipt(content(plain[1]), content(plain[2]), Key(plain[3]))
        check_witnesses(signed.note, witnesses, quorum)
    elif plain[:1] == ["consistent"] and len(plain) == 5:
        key = Key(plain[4])
        old, signed = (Checkpoint(content(path), key) for path in plain[1:3])
        check_against(plain[3], signed, old)
    elif plain[:1] == ["served"] and len(plain) > 2:
        check_served(plain[1], [int(word) for word in plain[2:]])
        return "every file is there"
    else:
        print(__doc__)
        raise SystemExit(2)
    return "verified: %d entries, root %s" % (signed.size, base64.b64encode(signed.root).decode())


if __name__ == "__main__":
    try:
        print(run(sys.argv[1:]))
    except (Bad, ValueError, IndexError) as problem:
        print("not verified: %s" % problem)
        raise SystemExit(1)
