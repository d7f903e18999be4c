using System.Security.Authentication;
using LogStats.Faults;
using Npgsql;

namespace LogStats.Sinks.PostgreSql;

/// <summary>What the server's codes mean for the person who has to act on them.</summary>
internal static class PostgreSqlFaults
{
    private const string Kept = "Nothing of this batch was stored, and nothing stored earlier was touched";
    private const string Again = "Run again when it is back: what is stored is not stored twice.";

    /// <summary>Whether it is about the rows, so that other rows may do.</summary>
    public static bool IsOfRow(Exception error) => error is PostgresException { SqlState: { Length: 5 } code }
        && (code[..2] is "22" or "23" or "44" or "P0" || code is "54000" or "21000");

    /// <summary>Whether the connection is gone with it, so that nobody knows what became of a commit.</summary>
    public static bool IsBreak(Exception error) => error is PostgresException of
        ? of.SqlState.StartsWith("57P", StringComparison.Ordinal) || of.SqlState.StartsWith("08", StringComparison.Ordinal)
        : error is NpgsqlException or IOException or TimeoutException or ObjectDisposedException or InvalidOperationException;

    /// <summary>Why a row was refused, without the row: the server's own words and the name of the rule.</summary>
    public static string Reason(PostgresException error)
        => error.ColumnName is { Length: > 0 } column && !error.MessageText.Contains(column, StringComparison.Ordinal)
            ? $"{error.MessageText} (column {column})"
            : error.MessageText;

    public static LogStatsException OfOpening(PostgreSqlSettings settings, Exception error)
    {
        string shown = settings.Shown;
        string note = settings.PassFileNote is { } left ? $" {left}" : "";
        if (error is PostgresException of)
        {
            return of.SqlState switch
            {
                "28P01" => Fail.SinkAuthentication(shown, of.MessageText,
                    (settings.HasPassword ? "Check the user and the password." : "Give a password: -Credential, PGPASSWORD or a password file.") + note, error),
                "28000" => Fail.SinkAuthentication(shown, of.MessageText,
                    $"Check the user, and what pg_hba.conf on the server says of this user, database and machine.{note}", error),
                "3D000" => Fail.SinkConnect(shown, $"the server has no database '{settings.Database}'",
                    $"Check the spelling, or make it: CREATE DATABASE {Identifier.Quote(settings.Database)}.", error),
                "42501" => Fail.SinkAuthentication(shown, of.MessageText,
                    $"Ask for the right: GRANT CONNECT ON DATABASE {Identifier.Quote(settings.Database)} TO {Identifier.Quote(settings.User)}.", error),
                _ => Of(shown, of),
            };
        }

        Exception cause = error;
        for (Exception? inner = error; inner is not null; inner = inner.InnerException)
        {
            cause = inner;
            if (inner is AuthenticationException)
            {
                return Fail.SinkCertificate(shown, inner.Message.TrimEnd('.'),
                    "Check the name that you connect to, and the certificates that it is checked with: -RootCertificate or sslrootcert.", error);
            }
        }

        return cause switch
        {
            System.Security.Cryptography.CryptographicException => Fail.SinkCertificate(shown, cause.Message.TrimEnd('.'),
                "Check the files of certificates and keys: sslrootcert, sslcert, sslkey.", error),
            ArgumentException => Fail.SinkConnect(shown, cause.Message.TrimEnd('.'), "Correct the connection string.", error),
            NpgsqlException when !settings.HasPassword && cause.Message.StartsWith("No password", StringComparison.Ordinal) => Fail.SinkAuthentication(
                shown, "the server asks for a password and there is none", $"Give one: -Credential, PGPASSWORD or a password file.{note}", error),
            NpgsqlException when cause.Message.Contains("SSL", StringComparison.Ordinal) => Fail.SinkCertificate(
                shown, "the server offers no encryption and some was asked for", "Set it up on the server, or ask for less with sslmode.", error),
            _ => Away(shown, cause, error),
        };
    }

    /// <summary>The connection broke, or nobody listens.</summary>
    public static LogStatsException Away(string shown, Exception cause, Exception error) => Fail.SinkAway(shown,
        cause is TimeoutException ? "it did not answer in time" : cause.Message.TrimEnd('.'),
        $"Check that the server runs and that its name and port are right. {Again}", error);

    public static LogStatsException Of(string shown, Exception error)
    {
        if (error is not PostgresException of)
        {
            return Away(shown, error.InnerException is TimeoutException or IOException ? error.InnerException : error, error);
        }

        string said = $"{of.MessageText} (code {of.SqlState})";
        return of.SqlState switch
        {
            "53300" or "53400" => Fail.SinkAway(shown, $"it has too many connections ({of.MessageText})",
                "Close some, raise max_connections, or put a pooler before it.", error),
            "53100" => Fail.SinkRejected(shown, "the server's disk is full", $"{Kept}. Make room there and run again.", error),
            "53200" => Fail.SinkAway(shown, "the server is out of memory", "Use smaller batches, or give it more.", error),
            "57014" => Fail.SinkTimeout(shown, of.MessageText,
                $"{Kept}. Raise statement_timeout for this role, or use smaller batches.", error),
            "55P03" => Fail.SinkTimeout(shown, of.MessageText, $"{Kept}. Somebody else holds the table: end that, and run again.", error),
            "40001" or "40P01" or "40003" => Fail.SinkTimeout(shown, of.MessageText,
                $"{Kept}. Another program writes the same rows: run again.", error),
            "25006" => Fail.SinkRejected(shown, "it can only be read: a standby, or a session that is set to read-only",
                "Name the primary server, or several hosts with target_session_attrs=primary.", error),
            "42501" => Fail.SinkRejected(shown, of.MessageText, $"{Kept}. Ask the table's owner for the right (GRANT), then run again.", error),
            "42P01" or "42703" or "3F000" => Fail.SinkRejected(shown, of.MessageText,
                $"{Kept}. Somebody has changed the table in the meantime: run again.", error),
            "54000" or "54011" => Fail.SinkRejected(shown, said, $"{Kept}. Leave that record out and run again.", error),
            ['5', '7', 'P', ..] or ['0', '8', ..] => Fail.SinkAway(shown, of.MessageText, $"Wait until it has started again. {Again}", error),
            ['2', '2' or '3', ..] or ['4', '4', ..] or ['P', '0', ..] => Fail.SinkRejected(shown, $"a rule of the table refused a row ({Reason(of)})",
                $"{Kept}. Loosen that rule, or name a file for refused rows, or another table to have one made that fits.", error),
            _ => Fail.SinkRejected(shown, said, $"{Kept}. Check the table's definition, or name another table to have one made that fits.", error),
        };
    }
}
