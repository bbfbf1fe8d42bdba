package io.pardotroutes.broker;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;

/** Connects with a user name and a password where the caller gives none. */
final class SignedInConnectionFactory implements ConnectionFactory {

  private final ConnectionFactory factory;
  private final String username;
  private final String password;

  SignedInConnectionFactory(ConnectionFactory factory, String username, String password) {
    this.factory = factory;
    this.username = username;
    this.password = password;
  }

  @Override
  public Connection createConnection() throws JMSException {
    return factory.createConnection(username, password);
  }

  @Override
  public Connection createConnection(String userName, String otherPassword) throws JMSException {
    return factory.createConnection(userName, otherPassword);
  }

  @Override
  public JMSContext createContext() {
    return factory.createContext(username, password);
  }

  @Override
  public JMSContext createContext(String userName, String otherPassword) {
    return factory.createContext(userName, otherPassword);
  }

  @Override
  public JMSContext createContext(String userName, String otherPassword, int sessionMode) {
    return factory.createContext(userName, otherPassword, sessionMode);
  }

  @Override
  public JMSContext createContext(int sessionMode) {
    return factory.createContext(username, password, sessionMode);
  }
}
