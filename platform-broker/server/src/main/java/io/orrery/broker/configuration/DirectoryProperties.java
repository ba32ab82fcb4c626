package io.orrery.broker.configuration;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where this process keeps what it must not lose.
///
/// @param directory the directory, made if need be; belongs to one process at a time
@ConfigurationProperties("orrery.data")
public record DirectoryProperties(@DefaultValue("data") Path directory) {}
