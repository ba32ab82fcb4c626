package io.orrery.engine.state;

/// The key prefix of every table. Written out, never derived from an order, never used twice.
enum TableId {
  META("mt"),
  DEFINITIONS("de"),
  LATEST_DEFINITIONS("dl"),
  DEFINITION_VERSIONS("dv"),
  PENDING_DEPLOYMENTS("dp"),
  ELEMENT_INSTANCES("ei"),
  CHILDREN("ec"),
  FLOW_TOKENS("ft"),
  VARIABLES("va"),
  JOBS("jo"),
  FREE_JOBS("jf"),
  DUE("du"),
  TIMERS("ti"),
  TIMERS_BY_ELEMENT("te"),
  TRIGGERS("tr"),
  INCIDENTS("in"),
  INCIDENTS_BY_ELEMENT("ie"),
  MESSAGES("me"),
  MESSAGES_BY_NAME("mn"),
  MESSAGE_IDS("mi"),
  MESSAGE_SUBSCRIPTIONS("ms"),
  MESSAGE_SUBSCRIPTIONS_BY_NAME("mb"),
  PROCESS_SUBSCRIPTIONS("ps"),
  START_SUBSCRIPTIONS("ss"),
  START_LOCKS("sl"),
  START_LOCK_HOLDERS("sh"),
  OUTBOX("co"),
  CHANNELS("cs"),
  CONTINUATIONS("cn"),
  REMEMBERED("id"),
  QUARANTINE("qu"),
  EXPORTERS("ex"),
  EXPORTER_QUARANTINE("eq");

  private final String prefix;

  TableId(String prefix) {
    this.prefix = prefix;
  }

  String prefix() {
    return prefix;
  }
}
