package io.orrery.standalone;

import io.orrery.readmodel.BatchOperations;
import io.orrery.readmodel.sql.SqlReadModel;
import io.orrery.readmodel.sql.SqlSettings;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/// A read model in a database. It is opened when it is first asked, and again while that fails.
@Configuration(proxyBeanMethods = false)
class SqlPart {

  @Bean(destroyMethod = "close")
  @Lazy
  SqlReadModel openReadModel(
      @Value("${orrery.read-model.url}") String url,
      @Value("${orrery.read-model.user}") String user,
      @Value("${orrery.read-model.password}") String password) {
    return SqlReadModel.open(SqlSettings.of(url, user, password));
  }

  @Bean
  @Lazy
  BatchOperations openBatchOperations(SqlReadModel openReadModel) {
    return openReadModel.batchOperations();
  }
}
