package io.orrery.operate;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;

/// A test of the running application, with a user for each role whose password is the name.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    classes = TestApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "server.address=127.0.0.1",
      "orrery.operate.patience=10ms",
      "orrery.operate.audit.directory=target/audit/${random.uuid}",
      "orrery.operate.users[0].name=viewer",
      "orrery.operate.users[0].password=" + OperateTest.VIEWER,
      "orrery.operate.users[0].roles=viewer",
      "orrery.operate.users[1].name=operator",
      "orrery.operate.users[1].password=" + OperateTest.OPERATOR,
      "orrery.operate.users[1].roles=operator",
      "orrery.operate.users[2].name=admin",
      "orrery.operate.users[2].password=" + OperateTest.ADMIN,
      "orrery.operate.users[2].roles=admin"
    })
public @interface OperateTest {
  String VIEWER = "{bcrypt}$2a$04$uLBqpsgOdr2/y6g9RCaTZuI86ATdk4ED.Va59NdVQthZ5JIaJcSym";
  String OPERATOR = "{bcrypt}$2a$04$3Bk/awDxvkBnsnW2inKFGO1wp/X/gKKay1vp6SLNk4I8g/20ULfO2";
  String ADMIN = "{bcrypt}$2a$04$eaGzkiyNjCKD74gKnOfLau.YO2doRmuLNZLVDTPcX9PeyFtN.g/Ry";
}
