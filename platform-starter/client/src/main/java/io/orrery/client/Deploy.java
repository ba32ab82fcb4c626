package io.orrery.client;

import com.google.protobuf.ByteString;
import io.orrery.gateway.protocol.DeployResourceRequest;
import io.orrery.gateway.protocol.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** The command that deploys a set of models, all or none of them. Not thread-safe. */
public final class Deploy {

  private final Connection connection;
  private final DeployResourceRequest.Builder request = DeployResourceRequest.newBuilder();

  Deploy(Connection connection) {
    this.connection = connection;
  }

  /** Adds a model; the ending of the name tells its kind. */
  public Deploy resource(String name, byte[] content) {
    return add(name, ByteString.copyFrom(content));
  }

  /** Adds a model given as text. */
  public Deploy resource(String name, String content) {
    return add(name, ByteString.copyFrom(content, StandardCharsets.UTF_8));
  }

  /** Adds a model from a file. */
  public Deploy resource(Path file) {
    try {
      return resource(String.valueOf(file.getFileName()), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Adds a model from the class path. */
  public Deploy resourceFromClassPath(String name) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (InputStream in = loader.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no resource on the class path: " + name);
      }
      return add(name, ByteString.readFrom(in));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }

  /** Deploys for one tenant. */
  public Deploy tenant(String tenantId) {
    request.setTenantId(tenantId);
    return this;
  }

  /** Sends the command. */
  public CompletableFuture<Deployment> send() {
    return Replies.one(connection.gateway()::deployResource, request.build())
        .thenApply(Deployment::of);
  }

  private Deploy add(String name, ByteString content) {
    request.addResources(Resource.newBuilder().setName(name).setContent(content));
    return this;
  }
}
