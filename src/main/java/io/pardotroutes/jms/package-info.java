/**
 * The component {@code jms-batch}: many messages in one transaction, for any JMS broker. Knows no other room, and no class of a broker.
 */
package io.pardotroutes.jms;
