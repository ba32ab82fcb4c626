package io.orrery.readmodel.elasticsearch;

import io.orrery.readmodel.elasticsearch.ElasticsearchSettings.Tls;
import io.orrery.readmodel.elasticsearch.ElasticsearchSettings.Verification;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Whose certificates are accepted.
final class Trust {

  private Trust() {}

  static SSLContext of(Tls tls) {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, managers(tls), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("tls.ca-certificate cannot be used: " + e, e);
    }
  }

  private static TrustManager @Nullable [] managers(Tls tls)
      throws GeneralSecurityException, IOException {
    var file = tls.authorities();
    if (tls.verification() == Verification.NONE) {
      return new TrustManager[] {new Everybody()};
    } else if (file == null) {
      return null;
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(authorities(file));
    return factory.getTrustManagers();
  }

  private static KeyStore authorities(Path file) throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (var in = Files.newInputStream(file)) {
      int count = 0;
      for (var each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + count++, each);
      }
      if (count == 0) {
        throw new CertificateException("no certificate in " + file);
      }
    }
    return store;
  }

  /// Trusts everybody, since a setting says so.
  private static final class Everybody extends X509ExtendedTrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
