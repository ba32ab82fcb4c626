package io.orrery.autoconfigure;

import java.net.URI;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/** Where the gateway is: a bean of this type replaces the address in the settings. */
@FunctionalInterface
public interface OrreryConnectionDetails extends ConnectionDetails {

  /** Where the gateway listens. */
  URI address();
}
