#!/bin/sh
# Check a sealed bundle with Debian's age, minisign, unzip and sha256sum, and with nothing of the program that made it.
#
#   check-bundle.sh BUNDLE OFFICE.pub [RECIPIENT.key]
#
# BUNDLE         the .zip.age file; its .minisig lies beside it. Or any part of one that was cut for the mail
#                (….phan-2-tren-5.age): all parts and their .minisig lie in its folder
# OFFICE.pub     the sending office's minisign public key
# RECIPIENT.key  the recipient's age identity; without it only the outside is checked
#
# Says each step; ends with 0 only if all of them are OK. What was decrypted is removed again.

set -u
umask 077

if [ $# -lt 2 ] || [ $# -gt 3 ]; then
  echo "usage: $0 BUNDLE OFFICE.pub [RECIPIENT.key]" >&2
  exit 2
fi
bundle=$1
office=$2
recipient=${3:-}

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' HUP INT TERM

say_ok() { printf 'OK    %s\n' "$1"; }
fail() {
  printf 'FAIL  %s\n' "$1"
  exit 1
}
# step NAME COMMAND…: runs it; its words are shown only when it fails
step() {
  name=$1
  shift
  if "$@" >"$folder/said" 2>&1; then
    say_ok "$name"
  else
    sed 's/^/      /' "$folder/said"
    fail "$name"
  fi
}

[ -f "$bundle" ] || fail "the bundle is there"

# Parts: each is signed by itself and says where it belongs; joined they are the bundle.
case $bundle in
  *.phan-*-tren-*.age)
    parts=$(printf '%s\n' "$bundle" | sed 's/^.*-tren-0*\([0-9]*\)\.age$/\1/')
    stem=$(printf '%s\n' "$bundle" | sed 's/\.phan-[0-9]*-tren-[0-9]*\.age$//')
    at=0
    : >"$folder/joined.zip.age"
    n=1
    while [ "$n" -le "$parts" ]; do
      part=$stem.phan-$(printf "%0${#parts}d" "$n")-tren-$parts.age
      [ -f "$part" ] || fail "part $n of $parts is there"
      [ -f "$part.minisig" ] || fail "the signature of part $n of $parts lies beside it"
      step "signature of part $n of $parts" minisign -V -H -p "$office" -m "$part"
      length=$(wc -c <"$part" | tr -d ' ')
      grep -q "^trusted comment: scb1 part n=$n of=$parts at=$at length=$length " "$part.minisig" ||
        fail "part $n of $parts is in its place"
      sed -n 's/^trusted comment: scb1 part n=[0-9]* of=[0-9]* at=[0-9]* length=[0-9]* sig=\([^ ]*\) over=\([^ ]*\) \(.*\)$/untrusted comment: signature of a bundle\n\1\ntrusted comment: scb1 bundle \3\n\2/p' \
        "$part.minisig" >"$folder/said.minisig"
      if [ "$n" -eq 1 ]; then
        cp "$folder/said.minisig" "$folder/joined.zip.age.minisig"
      else
        cmp -s "$folder/said.minisig" "$folder/joined.zip.age.minisig" || fail "part $n of $parts is of the same bundle"
      fi
      cat "$part" >>"$folder/joined.zip.age" || exit 2
      at=$((at + length))
      n=$((n + 1))
    done
    say_ok "$parts parts of one bundle, joined"
    bundle=$folder/joined.zip.age
    ;;
esac
[ -f "$bundle.minisig" ] || fail "its signature lies beside it"

# Outside: who made it, for whom, and that not a bit of it changed. No secret is needed.
step "outer signature" minisign -V -H -p "$office" -m "$bundle"
seal=$(sed -n 's/^trusted comment: //p' "$bundle.minisig")
printf '      %s\n' "$seal"
case $seal in
  "scb1 bundle "*) say_ok "the seal is of format 1" ;;
  *) fail "the seal is of format 1" ;;
esac
bytes=$(wc -c <"$bundle" | tr -d ' ')
if [ "${seal##* bytes=}" = "$bytes" ]; then
  say_ok "the length is the sealed one"
else
  fail "the length is the sealed one"
fi
if [ -z "$recipient" ]; then
  echo "      no recipient key: the inside was not checked"
  exit 0
fi

# Inside: only the addressee can come this far.
step "decryption" age -d -i "$recipient" -o "$folder/bundle.zip" "$bundle"
step "zip" unzip -tq "$folder/bundle.zip"
unzip -Z1 "$folder/bundle.zip" >"$folder/members" 2>/dev/null || fail "list of members"
if grep -Evq '^(bundle\.json|ops/[0-9]{6,10}\.jsonl|receipts/[0-9a-f]{64}\.json|blobs/[0-9a-f]{64}|registry/[0-9]{6}\.(json|[1-6]\.minisig)|manifest-sha256\.txt(\.minisig)?)$' "$folder/members"; then
  fail "names of members"
fi
[ "$(sort "$folder/members" | uniq -d | wc -l)" -eq 0 ] || fail "names of members"
say_ok "names of members"
mkdir "$folder/b" || exit 2
step "unpacking" unzip -q -d "$folder/b" "$folder/bundle.zip"
step "inner signature" minisign -V -H -p "$office" -m "$folder/b/manifest-sha256.txt"
inner=$(sed -n 's/^trusted comment: //p' "$folder/b/manifest-sha256.txt.minisig")
if [ "$inner bytes=$bytes" = "$seal" ]; then
  say_ok "both seals say the same"
else
  fail "both seals say the same"
fi
check_sums() { (cd "$folder/b" && sha256sum -c --strict manifest-sha256.txt); }
step "hash of every member" check_sums
sed 's/^[0-9a-f]*  //' "$folder/b/manifest-sha256.txt" | LC_ALL=C sort >"$folder/listed"
grep -Ev '^manifest-sha256\.txt(\.minisig)?$' "$folder/members" | LC_ALL=C sort >"$folder/others"
if cmp -s "$folder/listed" "$folder/others"; then
  say_ok "no member is unlisted"
else
  fail "no member is unlisted"
fi

# The header says what the seal says.
value_of() { # value_of NAME: of the seal
  printf '%s\n' "$seal" | sed -n "s/.* $1=\([^ ]*\).*/\1/p"
}
tr '\n' ' ' <"$folder/b/bundle.json" >"$folder/header" || fail "the header says what the seal says"
says() { grep -Eq "[{,][[:space:]]*\"$1\"[[:space:]]*:[[:space:]]*$2" "$folder/header"; }
if says office "\"$(value_of office)\"" && says feed "\"$(value_of feed)\"" && says recipient "\"$(value_of rcpt)\"" &&
  says from "$(value_of from)[^0-9]" && says to "$(value_of to)[^0-9]" && says head "\"$(value_of head)"; then
  say_ok "the header says what the seal says"
else
  fail "the header says what the seal says"
fi
lines=0
if [ -d "$folder/b/ops" ]; then
  lines=$(cat "$folder"/b/ops/*.jsonl | wc -l | tr -d ' ')
fi
if [ "$lines" -eq $(($(value_of to) - $(value_of from) + 1)) ]; then
  say_ok "$lines actions, as many as it says"
else
  fail "$lines actions, as many as it says"
fi

# Attached files: each is called by what is in it, and an action names it.
files=0
if [ -d "$folder/b/blobs" ]; then
  for file in "$folder"/b/blobs/*; do
    name=${file##*/}
    [ "$(sha256sum <"$file" | cut -c1-64)" = "$name" ] || fail "each file is called by what is in it"
    grep -q "\"blob\"[,:]\"$name\"" "$folder"/b/ops/*.jsonl 2>/dev/null || fail "each file is named by an action"
    files=$((files + 1))
  done
fi
if [ "$files" -eq 0 ] && says format '1[^0-9]'; then
  say_ok "no files, and the format for that"
elif [ "$files" -gt 0 ] && says format '2[^0-9]' && says files "$files[^0-9]"; then
  say_ok "$files files, as many as it says, each called by what is in it and named by an action"
else
  fail "$files files, as many as it says"
fi
exit 0
