package io.orrery.operate.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

/// Slow hashes, but not twice for the same password: API clients send theirs with every request.
/// Remembers a keyed digest of what matched, under a secret of this process.
final class KnownPasswords implements PasswordEncoder {

  private static final int MAX_KNOWN = 1_000;
  private static final String MAC = "HmacSHA256";

  private final PasswordEncoder slow = PasswordEncoderFactories.createDelegatingPasswordEncoder();
  private final SecretKeySpec secret;
  private final Set<String> known =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                  return size() > MAX_KNOWN;
                }
              }));

  KnownPasswords() {
    var bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    this.secret = new SecretKeySpec(bytes, MAC);
  }

  @Override
  public @Nullable String encode(@Nullable CharSequence password) {
    return slow.encode(password);
  }

  @Override
  public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
    if (password == null || hash == null) {
      return false;
    }
    var digest = digest(password, hash);
    if (known.contains(digest)) {
      return true;
    }
    var matches = slow.matches(password, hash);
    if (matches) {
      known.add(digest);
    }
    return matches;
  }

  private String digest(CharSequence password, String hash) {
    try {
      var mac = Mac.getInstance(MAC);
      mac.init(secret);
      mac.update(hash.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(password.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + MAC, e);
    }
  }
}
