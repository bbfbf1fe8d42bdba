/**
 * The settings of {@code config/application.properties}: each with its default, its format and what is wrong with it. Knows files and
 * secret.
 */
package io.pardotroutes.settings;
