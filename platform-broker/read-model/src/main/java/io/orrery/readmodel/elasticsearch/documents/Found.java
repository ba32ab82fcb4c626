package io.orrery.readmodel.elasticsearch.documents;

import java.util.Map;
import org.springframework.core.convert.converter.Converter;
import org.springframework.data.convert.ReadingConverter;

/// What a search has found, field by field as it is kept.
record Found(Map<String, Object> source) {

  /// Takes documents as they are.
  @ReadingConverter
  static final class Reader implements Converter<Map<String, Object>, Found> {

    @Override
    public Found convert(Map<String, Object> source) {
      return new Found(source);
    }
  }
}
