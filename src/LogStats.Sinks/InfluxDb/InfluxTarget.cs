using LogStats.Faults;
using LogStats.Sinks.Targets;

namespace LogStats.Sinks.InfluxDb;

/// <summary>
/// <c>influx+http://host:8086/database?rp=policy&amp;measurement=name</c> and <c>influx+https://host/?bucket=name&amp;org=name</c>.
/// A token comes from <c>token-file=</c> or from <c>INFLUX_TOKEN</c>, never from the target itself.
/// </summary>
internal sealed class InfluxTarget : ITargetKind
{
    private static readonly string[] s_settings =
        ["rp", "bucket", "org", "measurement", "schema", "tag", "field", "precision", "token-file", "pin", "gzip"];

    public IReadOnlyList<string> Forms =>
    [
        "influx+http[s]://HOST[:PORT]/DATABASE[?rp=POLICY&measurement=NAME&schema=original]",
        "influx+http[s]://HOST[:PORT]/?bucket=NAME[&org=NAME&token-file=FILE]",
    ];

    public bool Fits(Target target) => target.Scheme is "influx+http" or "influx+https";

    public ISink Open(Target target, TargetOptions options)
    {
        foreach (string name in target.Settings.Keys)
        {
            if (!s_settings.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw TargetCatalog.Wrong(target, $"it has no setting '{name}', only {string.Join(", ", s_settings)}");
            }
        }

        if (!Uri.TryCreate($"{target.Scheme!["influx+".Length..]}:{target.Rest}", UriKind.Absolute, out Uri? server) || server.Host.Length == 0)
        {
            throw TargetCatalog.Wrong(target, "the host is missing, or is none");
        }

        string? bucket = Setting(target, "bucket");
        string? database = bucket is null && server.Segments[^1].Trim('/') is { Length: > 0 } last ? Uri.UnescapeDataString(last) : null;
        if (bucket is null && database is null)
        {
            throw TargetCatalog.Wrong(target, "it names neither a database nor a bucket");
        }

        if (database is not null)
        {
            server = new UriBuilder(server) { Path = string.Concat(server.Segments[..^1]) }.Uri;
        }

        return InfluxSink.Open(InfluxEnvironment.Complete(new InfluxSinkOptions
        {
            Server = server,
            Database = database,
            Bucket = bucket,
            Organization = Setting(target, "org"),
            RetentionPolicy = Setting(target, "rp"),
            Measurement = Setting(target, "measurement"),
            Schema = Choice<RowSchema>(target, "schema"),
            Precision = Choice<InfluxPrecision>(target, "precision"),
            Tags = Setting(target, "tag")?.Split(',', StringSplitOptions.RemoveEmptyEntries),
            Fields = Setting(target, "field")?.Split(',', StringSplitOptions.RemoveEmptyEntries),
            Token = Setting(target, "token-file") is { } file ? Secret(file) : null,
            CertificatePin = Setting(target, "pin"),
            Compress = Setting(target, "gzip") switch
            {
                null => null,
                "yes" => true,
                "no" => false,
                _ => throw TargetCatalog.Wrong(target, "gzip is yes or no"),
            },
            Refused = options.Refused,
            Note = options.Note,
        }, Environment.GetEnvironmentVariable));
    }

    private static string? Setting(Target target, string name) => target.Settings.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    private static T Choice<T>(Target target, string name)
        where T : struct, Enum
    {
        if (Setting(target, name) is not { } value)
        {
            return default;
        }

        return char.IsLetter(value[0]) && Enum.TryParse(value, ignoreCase: true, out T choice)
            ? choice
            : throw TargetCatalog.Wrong(target, $"{name} is {string.Join(" or ", Enum.GetNames<T>()).ToLowerInvariant()}");
    }

    private static string Secret(string file)
    {
        try
        {
            return File.ReadLines(file).FirstOrDefault()?.Trim() is { Length: > 0 } token
                ? token
                : throw Fail.SecretNotFound(file, "the file is empty", "Write the token into its first line.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Fail.SecretNotFound(file, error.Message.TrimEnd('.'), "Name a file that this account may read, with the token in its first line.");
        }
    }
}
