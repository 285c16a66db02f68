#!/bin/sh
# Signs with a key in a cloud KMS through its command line, here AWS. The public half, once:
#   aws kms get-public-key --key-id KEY --query PublicKey --output text | base64 -d | openssl pkey -pubin -inform DER -out app-public.pem
#   aws-kms-signer.sh KEY
# ECDSA comes back in DER; it is recognised and converted.
set -eu
key=$1
read -r line
field() { printf '%s' "$line" | sed -n "s/.*\"$1\":\"\\([^\"]*\\)\".*/\\1/p"; }
alg=$(field alg)
case $alg in
  RS*) algorithm=RSASSA_PKCS1_V1_5_SHA_${alg#RS} ;;
  PS*) algorithm=RSASSA_PSS_SHA_${alg#PS} ;;
  ES*) algorithm=ECDSA_SHA_${alg#ES} ;;
  *) echo "no KMS algorithm for this alg" >&2; exit 2 ;;
esac
# The digest is made here: a KMS takes at most 4 KiB of message.
digest=$(field signingInput | openssl base64 -d -A | openssl dgst "-sha${alg#??}" -binary | openssl base64 -A)
aws kms sign --key-id "$key" --message "$digest" --message-type DIGEST --cli-binary-format base64 \
  --signing-algorithm "$algorithm" --query Signature --output text
