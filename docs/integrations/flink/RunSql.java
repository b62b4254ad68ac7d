import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;

/** Executes the statements of a file in Flink's mini cluster, inside this JVM: what sql-client.sh does in a distribution. */
final class RunSql {
    private static final Pattern SET = Pattern.compile("(?i)SET\\s+'([^']+)'\\s*=\\s*'([^']*)';");

    public static void main(String[] arguments) throws Exception {
        String text = Files.readString(Path.of(arguments[0])).replaceAll("(?m)^--.*$", "");
        Configuration settings = new Configuration();
        SET.matcher(text).results().forEach(set -> settings.setString(set.group(1), set.group(2)));
        TableEnvironment tables = TableEnvironment.create(
                EnvironmentSettings.newInstance().withConfiguration(settings).build());
        for (String statement : SET.matcher(text).replaceAll("").split(";\\s*(\\n|$)")) {
            if (!statement.isBlank()) {
                tables.executeSql(statement.strip()).print();
            }
        }
    }
}
