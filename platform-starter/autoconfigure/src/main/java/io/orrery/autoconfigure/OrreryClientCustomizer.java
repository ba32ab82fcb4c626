package io.orrery.autoconfigure;

import io.orrery.client.OrreryClientBuilder;

/** A last word on the client before it is built; beans of this type are asked in their order. */
@FunctionalInterface
public interface OrreryClientCustomizer {

  /** Changes what it wants to change. */
  void customize(OrreryClientBuilder builder);
}
