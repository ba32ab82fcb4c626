package io.orrery.protocol.codec;

import io.orrery.protocol.Blob;
import io.orrery.protocol.Document;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Random values of any type that a component may have, decided by a seed.
final class RandomValues {

  private static final int DEEP = 4;
  private static final String[] TEXTS = {"", "a", "order", "\u00e9\u20ac\ud83d\ude00", "\0"};

  private final Random random;

  RandomValues(long seed) {
    random = new Random(seed);
  }

  Object of(Class<?> type) {
    return record(type, 0);
  }

  private Object record(Class<?> type, int depth) {
    var components = type.getRecordComponents();
    var types = new Class<?>[components.length];
    var values = new @Nullable Object[components.length];
    for (var i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      var nullable = isNullable(components[i].getAnnotatedType()) && random.nextBoolean();
      values[i] = nullable ? null : value(components[i].getGenericType(), depth + 1);
    }
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("cannot make a " + type, e);
    }
  }

  static boolean isNullable(AnnotatedType type) {
    return type.isAnnotationPresent(Nullable.class);
  }

  private Object value(Type type, int depth) {
    if (type instanceof ParameterizedType list) {
      var values = new ArrayList<>();
      for (var i = depth > DEEP ? 0 : random.nextInt(4); i > 0; i--) {
        values.add(value(list.getActualTypeArguments()[0], depth + 1));
      }
      return List.copyOf(values);
    }
    var plain = (Class<?>) type;
    if (plain.isEnum()) {
      return plain.getEnumConstants()[random.nextInt(plain.getEnumConstants().length)];
    } else if (plain.isRecord()) {
      return record(plain, depth);
    } else if (plain.isSealed()) {
      return record(permitted(plain, depth), depth);
    }
    return simple(plain);
  }

  private Object simple(Class<?> type) {
    if (type == int.class || type == Integer.class) {
      return (int) number();
    } else if (type == long.class || type == Long.class) {
      return number();
    } else if (type == boolean.class) {
      return random.nextBoolean();
    } else if (type == String.class) {
      return text();
    } else if (type == Document.class) {
      return document();
    } else if (type == Blob.class) {
      var bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      return Blob.of(bytes);
    } else if (type == Instant.class) {
      return Instant.ofEpochMilli(number());
    } else if (type == Duration.class) {
      return Duration.ofMillis(number());
    }
    throw new AssertionError("no random values for " + type);
  }

  private Class<?> permitted(Class<?> sealed, int depth) {
    while (true) {
      var choices = sealed.getPermittedSubclasses();
      var chosen = choices[random.nextInt(choices.length)];
      if (chosen.isSealed()) {
        sealed = chosen;
      } else if (depth < DEEP || chosen.getRecordComponents().length < 2) {
        return chosen;
      } else {
        depth--;
      }
    }
  }

  private long number() {
    return switch (random.nextInt(6)) {
      case 0 -> 0;
      case 1 -> -1;
      case 2 -> Long.MAX_VALUE;
      case 3 -> Long.MIN_VALUE;
      case 4 -> random.nextInt(1_000);
      default -> random.nextLong();
    };
  }

  private String text() {
    return random.nextInt(10) == 0
        ? "x".repeat(200 + random.nextInt(200))
        : TEXTS[random.nextInt(TEXTS.length)] + random.nextInt(20);
  }

  private Document document() {
    var values = new LinkedHashMap<String, byte[]>();
    for (var i = random.nextInt(4); i > 0; i--) {
      values.put(text(), Document.quote(text()));
    }
    return Document.of(values);
  }
}
