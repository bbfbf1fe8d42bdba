package io.pardotroutes.broker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
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

  private final String ownPassword = UUID.randomUUID().toString();
  private final Map<String, String> passwords;

  BrokerUsers(BrokerSettings.Acceptor acceptor) {
    this.passwords = Map.of(OWN, ownPassword, SENDER, acceptor.password());
  }

  String ownPassword() {
    return ownPassword;
  }

  @Override
  public boolean validateUser(String user, String password) {
    return user != null && password != null && passwords.containsKey(user)
        && MessageDigest.isEqual(passwords.get(user).getBytes(StandardCharsets.UTF_8), password.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType checkType) {
    return validateUser(user, password)
        && roles.stream().anyMatch(role -> role.getName().equals(user) && checkType.hasRole(role));
  }
}
