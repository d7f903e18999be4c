namespace LogStats.Sinks.PostgreSql;

/// <summary>The settings of a connection that are understood, under libpq's names, and what else they are called.</summary>
internal static class ConnectionNames
{
    /// <summary>Of LogStats alone: which table, and in which schema.</summary>
    public const string Table = "table";
    public const string Schema = "schema";

    /// <summary>Each with its environment variable; null where libpq has none.</summary>
    public static readonly IReadOnlyList<(string Name, string? Variable)> All =
    [
        ("host", "PGHOST"),
        ("hostaddr", "PGHOSTADDR"),
        ("port", "PGPORT"),
        ("dbname", "PGDATABASE"),
        ("user", "PGUSER"),
        ("password", "PGPASSWORD"),
        ("passfile", "PGPASSFILE"),
        ("sslmode", "PGSSLMODE"),
        ("sslrootcert", "PGSSLROOTCERT"),
        ("sslcert", "PGSSLCERT"),
        ("sslkey", "PGSSLKEY"),
        ("sslpassword", null),
        ("sslnegotiation", "PGSSLNEGOTIATION"),
        ("channel_binding", "PGCHANNELBINDING"),
        ("connect_timeout", "PGCONNECT_TIMEOUT"),
        ("application_name", "PGAPPNAME"),
        ("options", "PGOPTIONS"),
        ("target_session_attrs", "PGTARGETSESSIONATTRS"),
        (Table, null),
        (Schema, null),
    ];

    // .NET's connection strings put blanks where they like, and have names of their own.
    private static readonly Dictionary<string, string> s_others = new(StringComparer.OrdinalIgnoreCase)
    {
        ["server"] = "host",
        ["database"] = "dbname",
        ["db"] = "dbname",
        ["username"] = "user",
        ["userid"] = "user",
        ["uid"] = "user",
        ["pwd"] = "password",
        ["psw"] = "password",
        ["rootcertificate"] = "sslrootcert",
        ["sslcertificate"] = "sslcert",
        ["timeout"] = "connect_timeout",
        ["connecttimeout"] = "connect_timeout",
        ["applicationname"] = "application_name",
        ["channelbinding"] = "channel_binding",
        ["targetsessionattributes"] = "target_session_attrs",
        ["searchpath"] = Schema,
    };

    /// <summary>libpq's name for one that somebody typed; null where it means nothing here.</summary>
    public static string? Find(string typed)
    {
        foreach ((string name, _) in All)
        {
            if (name.Equals(typed, StringComparison.OrdinalIgnoreCase))
            {
                return name;
            }
        }

        string plain = typed.Replace(" ", "", StringComparison.Ordinal);
        return plain.Length < typed.Length && Find(plain) is { } known ? known : s_others.GetValueOrDefault(plain);
    }
}
