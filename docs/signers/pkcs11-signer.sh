#!/bin/sh
# Signs with a key in a PKCS#11 token through pkcs11-tool (OpenSC).
#   pkcs11-signer.sh ID
# ID: the CKA_ID of the key, hexadecimal (pkcs11-tool --list-objects shows it); --sign does not look at labels.
# PKCS11_MODULE: the token's library, for instance /usr/lib/softhsm/libsofthsm2.so
# PKCS11_PIN: the user PIN; pkcs11-tool reads it from its environment, so that it never stands in a process list.
set -eu
id=$1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
read -r line
field() { printf '%s' "$line" | sed -n "s/.*\"$1\":\"\\([^\"]*\\)\".*/\\1/p"; }
alg=$(field alg)
field signingInput | openssl base64 -d -A >"$dir/input"

hash=sha${alg#??}
case $alg in
  RS*) mechanism=SHA${alg#RS}-RSA-PKCS ;;
  PS*) mechanism=SHA${alg#PS}-RSA-PKCS-PSS ;;
  ES*)
    # Tokens sign the digest; the padding of RSA is theirs as well.
    mechanism=ECDSA
    openssl dgst "-$hash" -binary "$dir/input" >"$dir/digest"
    mv "$dir/digest" "$dir/input"
    ;;
  *) echo "no mechanism for this algorithm" >&2; exit 2 ;;
esac

# rs: R and S side by side, as JWS wants them; pkcs11-tool's own default for ECDSA.
pkcs11-tool --module "$PKCS11_MODULE" --login --pin env:PKCS11_PIN --sign --id "$id" \
  --mechanism "$mechanism" --signature-format rs --input-file "$dir/input" --output-file "$dir/signature" \
  >/dev/null 2>"$dir/said" || { grep -v "^Using" "$dir/said" >&2; exit 1; }
cat "$dir/signature"
