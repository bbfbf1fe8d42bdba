package io.pardotroutes.broker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;

/** Who may use a broker that has a port: each user has the one role of its name. */
final class BrokerUsers implements ActiveMQSecurityManager {

  /** This process; its password is made up at each start. */
  static final String OWN = "own";
  static final String SENDER = "sender";
  static final String READER = "reader";

  private final String ownPassword = UUID.randomUUID().toString();
  private final Map<String, String> passwords = new HashMap<>();

  BrokerUsers(BrokerSettings.Acceptor acceptor) {
    passwords.put(OWN, ownPassword);
    add(SENDER, acceptor.senderPassword());
    add(READER, acceptor.readerPassword());
  }

  String ownPassword() {
    return ownPassword;
  }

  @Override
  public boolean validateUser(String user, String password) {
    String expected = passwords.get(user);
    return expected != null && password != null
        && MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), password.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType checkType) {
    return validateUser(user, password)
        && roles.stream().anyMatch(role -> role.getName().equals(user) && checkType.hasRole(role));
  }

  private void add(String user, String password) {
    if (password != null && !password.isBlank()) {
      passwords.put(user, password);
    }
  }
}
