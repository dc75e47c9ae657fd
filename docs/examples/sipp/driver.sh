#!/bin/sh
# A `command` call driver that places real SIP calls with sipp (Debian and Ubuntu: sip-tester).
#
#   calls: { driver: command, command: ../docs/examples/sipp/driver.sh, args: ["pbx.example:5060"] }
#
# Run as `driver.sh ACTION EXCHANGE` with an order on standard input, e.g.
# {"agentId":"101","phone":"70101","kind":"external"}. Exit 0: done; otherwise standard error says why not.
# A call is a sipp in the background, and a folder named after the phone with what is needed to end it.
set -u
action=$1
exchange=$2
here=$(cd "$(dirname "$0")" && pwd)
calls=${SIPP_CALLS:-${TMPDIR:-/tmp}/sipp-calls}
caller=${SIPP_CALLER:-5550100}      # the number that calls; one that the exchange lets in
local_ip=${SIPP_LOCAL_IP:-}         # this machine as the exchange reaches it; sipp finds one by itself
ring_within=${SIPP_RING_WITHIN:-10} # seconds

fail() {
  echo "$1" >&2
  exit 1
}

order=$(cat)
phone=$(printf '%s' "$order" | sed -n 's/.*"phone" *: *"\([0-9]*\)".*/\1/p')
[ -n "$phone" ] || fail "expected a phone number in the order, found: $order"
call=$calls/$phone

# The nth word of the last thing that the caller wrote down: ringing PORT, or answered PORT TAG.
word() { tail -n 1 "$call/log" | cut -d ' ' -f "$1"; }
logged() { grep -q "^$1" "$call/log" 2>/dev/null; }
alive() { [ -f "$call/pid" ] && kill -0 "$(cat "$call/pid")" 2>/dev/null; }

# SCENARIO [option...]: as this caller, on this call; becomes sipp, so it needs a shell of its own.
on_call() {
  scenario=$1
  shift
  exec sipp "$exchange" -sf "$here/$scenario" -s "$phone" -key caller "$caller" -key call "$id" -cid_str "$id" \
    ${local_ip:+-i "$local_ip"} -m 1 -nostdin "$@" </dev/null
}

end_call() {
  [ -f "$call/pid" ] || return 1
  id=$(cat "$call/id")
  port=$(word 2)
  peer=$(word 3)
  was_alive=no
  if alive; then
    was_alive=yes
    # Its port is needed; the call goes on without it.
    kill -KILL "$(cat "$call/pid")"
    while alive; do sleep 0.05; done
    if logged answered; then (on_call hang-up.xml -p "$port" -key peer "$peer" -timeout 5) >/dev/null 2>&1
    else (on_call give-up.xml -p "$port" -default_behaviors all,-abortunexp -timeout 5) >/dev/null 2>&1
    fi || fail "the exchange did not confirm the end of the call to $phone"
  fi
  rm -rf "$call"
  [ $was_alive = yes ]
}

case $action in
  ring)
    alive && fail "phone $phone is being called already"
    rm -rf "$call"
    mkdir -p "$call" || exit 1
    id=$phone-$$-$(date +%s)
    echo "$id" >"$call/id"
    (on_call caller.xml -trace_logs -log_file "$call/log" -trace_err -error_file "$call/errors") >/dev/null 2>&1 &
    echo $! >"$call/pid"
    tenths=$((ring_within * 10))
    while [ $tenths -gt 0 ]; do
      { logged ringing || logged answered; } && exit 0
      alive || break
      sleep 0.1
      tenths=$((tenths - 1))
    done
    why=$(grep -o -m1 'SIP/2.0 [3-6][0-9][0-9][^'\'']*' "$call/errors" 2>/dev/null | tr -d '\r')
    alive && why="no ringing within $ring_within s"
    alive && kill -KILL "$(cat "$call/pid")"
    rm -rf "$call"
    fail "the call to $phone by way of $exchange failed: ${why:-sipp gave no reason}"
    ;;
  hangup)
    # After a snatchpickup the suite may name the agent that has the call now: then the only call there is is meant.
    if ! alive; then
      set -- "$calls"/*/pid
      [ $# -eq 1 ] && [ -f "$1" ] || fail "there is no call to $phone"
      call=$(dirname "$1")
      phone=$(basename "$call")
    fi
    end_call || fail "there is no call to $phone"
    ;;
  reset) end_call || exit 0 ;;
  answer) fail "sipp is the caller: it cannot lift the handset of $phone" ;;
  *) fail "expected ring, answer, hangup or reset, found $action" ;;
esac
