import java.nio.file.Path;
import java.time.Duration;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.io.ByteUnit;

/**
 * Serves Bolt on 127.0.0.1 with authentication on: FOLDER PORT PAGE_CACHE_MB TRANSACTION_MB, of which the last is what
 * one transaction may take, 0 for no limit. Stops when its standard input ends.
 */
public class Neo4jServer {
  public static void main(String[] arguments) throws Exception {
    var server =
        new DatabaseManagementServiceBuilder(Path.of(arguments[0]))
            .setConfig(BoltConnector.enabled, true)
            .setConfig(
                BoltConnector.listen_address,
                new SocketAddress("127.0.0.1", Integer.parseInt(arguments[1])))
            .setConfig(
                BoltConnector.advertised_address,
                new SocketAddress("127.0.0.1", Integer.parseInt(arguments[1])))
            .setConfig(GraphDatabaseSettings.auth_enabled, true)
            .setConfig(GraphDatabaseSettings.auth_lock_time, Duration.ofSeconds(1))
            .setConfig(
                GraphDatabaseSettings.pagecache_memory,
                ByteUnit.mebiBytes(Long.parseLong(arguments[2])))
            .setConfig(
                GraphDatabaseSettings.memory_transaction_max_size,
                ByteUnit.mebiBytes(Long.parseLong(arguments[3])))
            .build();
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
    System.out.println("READY");
    while (System.in.read() != -1) {}
    System.exit(0);
  }
}
