using System.Globalization;
using LogStats.Faults;

namespace LogStats.Sinks.InfluxDb;

/// <summary>
/// What the environment says of a server: the names of the rsync statistics program, <c>INFLUXDB_HOST</c> and its like, and
/// those of InfluxDB's own tools, <c>INFLUX_HOST</c> and its like. What is given otherwise always wins, and no secret goes
/// to another host than the one that it stands beside.
/// </summary>
public static class InfluxEnvironment
{
    private const int UsualPort = 8086;

    /// <summary>Fills in what the options leave open.</summary>
    /// <param name="options">What was given.</param>
    /// <param name="get">Gives a variable of the environment, or null.</param>
    /// <exception cref="LogStatsException">No server is named, or a variable holds what it cannot.</exception>
    public static InfluxSinkOptions Complete(InfluxSinkOptions options, Func<string, string?> get)
    {
        string? Set(string name) => get(name) is { Length: > 0 } value ? value : null;
        Uri? old = Set("INFLUXDB_HOST") is { } host ? Old(host, Set) : null;
        Uri? today = Set("INFLUX_HOST") is { } address ? Today(address) : null;
        if (options.Server is null)
        {
            options = options with
            {
                Server = old ?? today ?? throw Fail.Value("the address of InfluxDB", "nothing",
                    "http://host:8086 or https://host:8086; or INFLUXDB_HOST or INFLUX_HOST in the environment"),
            };
            if (options.Bucket is null && options.Server == old)
            {
                options = options with { Database = options.Database ?? Set("INFLUXDB_DB") };
            }
        }

        if (options.Database is null && (today is null || Same(options.Server, today)))
        {
            options = options with { Bucket = options.Bucket ?? Set("INFLUX_BUCKET") };
        }

        if (options.Bucket is not null && (today is null || Same(options.Server, today)))
        {
            options = options with
            {
                Organization = options.Organization ?? Set("INFLUX_ORG"),
                Token = options.Token ?? Set("INFLUX_TOKEN"),
            };
        }

        if (options.Bucket is null && options.User is null && options.Server.UserInfo.Length == 0 && old is not null && Same(options.Server, old))
        {
            options = options with { User = Set("INFLUXDB_USER"), Password = Set("INFLUXDB_PASS") };
        }

        if (Set("INFLUXDB_VERIFY_SSL") is { } verify && !Truth("INFLUXDB_VERIFY_SSL", verify) && options.CertificatePin is null
            && options.Server.Scheme == "https")
        {
            options.Note?.Invoke("INFLUXDB_VERIFY_SSL says no, and the certificate is checked all the same: whoever stands between could read the password. "
                + "If it is one that nobody signed, give its pin; the error names it.");
        }

        return options;
    }

    private static bool Same(Uri one, Uri other) => one.Host == other.Host && one.Port == other.Port;

    private static Uri Old(string host, Func<string, string?> get)
    {
        bool ssl = get("INFLUXDB_SSL") is not { } said || Truth("INFLUXDB_SSL", said);
        string port = get("INFLUXDB_PORT") ?? UsualPort.ToString(CultureInfo.InvariantCulture);
        if (!ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out ushort number) || number == 0)
        {
            throw Fail.Value("INFLUXDB_PORT", port, "a number from 1 to 65535");
        }

        string bare = host.Contains(':', StringComparison.Ordinal) && !host.StartsWith('[') ? $"[{host}]" : host;
        return Uri.TryCreate($"{(ssl ? "https" : "http")}://{bare}:{number}", UriKind.Absolute, out Uri? server)
            ? server
            : throw Fail.Value("INFLUXDB_HOST", host, "the name or the address of a host");
    }

    private static Uri Today(string address)
        => Uri.TryCreate(address, UriKind.Absolute, out Uri? server) && server.Scheme is "http" or "https"
            ? server!
            : throw Fail.Value("INFLUX_HOST", "***", "http://host:8086 or https://host:8086");

    /// <summary>Yes and no in all the ways in which the original took them.</summary>
    private static bool Truth(string name, string value) => value.ToLowerInvariant() switch
    {
        "1" or "true" or "t" or "yes" or "y" or "on" => true,
        "0" or "false" or "f" or "no" or "n" or "off" => false,
        _ => throw Fail.Value(name, value, "yes or no"),
    };
}
