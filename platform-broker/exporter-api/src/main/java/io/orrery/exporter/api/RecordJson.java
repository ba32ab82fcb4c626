package io.orrery.exporter.api;

/// Writes records as JSON objects in the public record schema, each in one line.
///
/// What is to be written of a kind of value is found out once and kept, so a record costs no
/// reflection. Safe for use by several threads.
public final class RecordJson {

  /// Every record is of the one tenant that there is.
  private static final String AUTHORIZATIONS =
      "{\"authorized_tenants\":[\"" + RecordValue.DEFAULT_TENANT + "\"]}";

  private static final int FIRST_CAPACITY = 1_024;

  private RecordJson() {}

  /// The record as JSON text.
  public static String text(Record record) {
    return write(record).text();
  }

  /// The record as JSON text in UTF-8.
  public static byte[] bytes(Record record) {
    return write(record).bytes();
  }

  private static JsonText write(Record record) {
    var json = new JsonText(FIRST_CAPACITY);
    json.name("{\"partitionId\":").number(record.partitionId());
    json.name(",\"position\":").number(record.position());
    json.name(",\"sourceRecordPosition\":").number(record.sourceRecordPosition());
    json.name(",\"key\":").number(record.key());
    json.name(",\"timestamp\":").number(record.timestamp());
    json.name(",\"recordType\":").string(record.recordType().name());
    json.name(",\"valueType\":").string(record.valueType().name());
    json.name(",\"intent\":").string(record.intent());
    json.name(",\"rejectionType\":").string(record.rejectionType());
    json.name(",\"rejectionReason\":").string(record.rejectionReason());
    json.name(",\"brokerVersion\":").string(record.brokerVersion());
    json.name(",\"recordVersion\":").number(record.recordVersion());
    json.name(",\"authorizations\":").name(AUTHORIZATIONS);
    json.name(",\"operationReference\":").number(record.operationReference());
    json.name(",\"value\":");
    ValueShape.write(record.value(), json);
    return json.name("}");
  }
}
