using System.Collections;
using System.Globalization;
using LogStats.Faults;

namespace LogStats.Rsync.Settings;

/// <summary>
/// The environment names of the rsync statistics program as parameters. Users and passwords are told of and left where
/// they are: an object that holds a secret ends up on a screen or in a file.
/// </summary>
internal static class RsyncEnvironment
{
    private const int UsualPort = 8086;
    private const string Prefix = "INFLUXDB_";

    private static readonly string[] s_names =
        ["INFLUXDB_HOST", "INFLUXDB_PORT", "INFLUXDB_DB", "INFLUXDB_SSL", "INFLUXDB_VERIFY_SSL", "INFLUXDB_USER", "INFLUXDB_PASS", "DBURI"];

    /// <summary>What a variable of this process holds, for the names that count.</summary>
    public static Dictionary<string, string> OfProcess()
        => s_names.Select(static name => (name, Value: Environment.GetEnvironmentVariable(name)))
            .Where(static one => !string.IsNullOrEmpty(one.Value))
            .ToDictionary(static one => one.name, static one => one.Value!, StringComparer.Ordinal);

    /// <exception cref="LogStatsException">A variable holds what it cannot.</exception>
    public static LogStatsConfig Of(string path, IReadOnlyDictionary<string, string> values)
    {
        List<string> warnings = [];
        Hashtable influx = new(StringComparer.OrdinalIgnoreCase);
        Hashtable database = new(StringComparer.OrdinalIgnoreCase);
        if (values.GetValueOrDefault("INFLUXDB_HOST") is { Length: > 0 } host)
        {
            bool ssl = !values.TryGetValue("INFLUXDB_SSL", out string? said) || Truth("INFLUXDB_SSL", said);
            influx["Uri"] = Address(ssl, host, values.GetValueOrDefault("INFLUXDB_PORT"));
            influx["Schema"] = "Original";
            if (ssl && (!values.TryGetValue("INFLUXDB_VERIFY_SSL", out string? verify) || !Truth("INFLUXDB_VERIFY_SSL", verify)))
            {
                warnings.Add("INFLUXDB_VERIFY_SSL is no, as it is if nobody sets it: the original believed any certificate. Here it is always checked; "
                    + "one that nobody signed needs its pin, -CertificatePin, which the error names.");
            }
        }
        else if (values.Keys.Any(static name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            warnings.Add("INFLUXDB_HOST is not set: the original sent nothing to InfluxDB then.");
        }

        if (values.GetValueOrDefault("INFLUXDB_DB") is { Length: > 0 } name)
        {
            influx["Database"] = name;
        }

        foreach (string secret in (string[])["INFLUXDB_USER", "INFLUXDB_PASS"])
        {
            if (values.ContainsKey(secret))
            {
                warnings.Add($"{secret} is not taken over: leave it in the environment, where Export-LogInfluxDb finds it, or give -Credential.");
            }
        }

        if (values.GetValueOrDefault("DBURI") is { Length: > 0 } uri)
        {
            DatabaseOf(uri, influx, database, warnings);
        }

        warnings.AddRange(values.Keys.Where(static key => !s_names.Contains(key, StringComparer.Ordinal)).Order(StringComparer.Ordinal)
            .Select(static key => $"{key} is left out: the rsync statistics program did not know it."));
        return new LogStatsConfig
        {
            Kind = LogStatsConfigKind.RsyncEnvironment,
            Path = path,
            InfluxDbParameters = influx,
            PostgreSqlParameters = database,
            Warnings = warnings,
        };
    }

    /// <summary><c>postgresql://user:pass@host:port/db</c>, or <c>influx://</c>, which the original promised and never did.</summary>
    private static void DatabaseOf(string text, Hashtable influx, Hashtable database, List<string> warnings)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Host.Length == 0)
        {
            throw Fail.Value("DBURI", "***", "postgresql://user@host:5432/database; it is not shown, because it may hold a password");
        }

        string name = Uri.UnescapeDataString(uri.AbsolutePath.Trim('/'));
        if (uri.UserInfo.Length > 0)
        {
            warnings.Add("The user and the password in DBURI are not taken over: give -Credential.");
        }

        switch (uri.Scheme)
        {
            case "postgresql" or "postgres":
                database["ComputerName"] = uri.Host;
                database["Port"] = uri.Port > 0 ? uri.Port : 5432;
                database["Database"] = name;
                database["Schema"] = "Original";
                break;
            case "influx" or "influxdb":
                influx["Uri"] = Address(false, uri.Host, uri.Port > 0 ? uri.Port.ToString(CultureInfo.InvariantCulture) : null);
                influx["Database"] = name;
                influx["Schema"] = "Original";
                break;
            default:
                warnings.Add($"DBURI is left out: the original knew no '{uri.Scheme}'.");
                break;
        }
    }

    private static string Address(bool ssl, string host, string? port)
    {
        port ??= UsualPort.ToString(CultureInfo.InvariantCulture);
        if (!ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out ushort number) || number == 0)
        {
            throw Fail.Value("INFLUXDB_PORT", port, "a number from 1 to 65535");
        }

        string bare = host.Contains(':', StringComparison.Ordinal) && !host.StartsWith('[') ? $"[{host}]" : host;
        return Uri.TryCreate($"{(ssl ? "https" : "http")}://{bare}:{number}", UriKind.Absolute, out Uri? address) && address.UserInfo.Length == 0
            ? address.ToString()
            : throw Fail.Value("INFLUXDB_HOST", "***", "the name or the address of a host");
    }

    private static bool Truth(string name, string value) => value.ToLowerInvariant() switch
    {
        "1" or "true" or "t" or "yes" or "y" or "on" => true,
        "0" or "false" or "f" or "no" or "n" or "off" => false,
        _ => throw Fail.Value(name, value, "yes or no"),
    };
}
