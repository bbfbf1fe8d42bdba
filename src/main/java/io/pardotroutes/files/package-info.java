/** Files that people write: read as text with the lines of what is wrong in them, and watched for changes. Knows no other room. */
package io.pardotroutes.files;
