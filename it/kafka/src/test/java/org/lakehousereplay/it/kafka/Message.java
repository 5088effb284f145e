package org.lakehousereplay.it.kafka;

import java.util.Optional;

/**
 * A message of a topic.
 *
 * @param key its key; empty without one
 * @param value its value; empty where the message deletes its key
 */
record Message(Optional<String> key, Optional<String> value) {

    /** A message as clients have it, with null for what is not there. */
    static Message of(String key, String value) {
        return new Message(Optional.ofNullable(key), Optional.ofNullable(value));
    }
}
