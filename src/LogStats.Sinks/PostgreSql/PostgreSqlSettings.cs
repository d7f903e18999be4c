using System.Globalization;
using LogStats.Faults;
using Npgsql;

namespace LogStats.Sinks.PostgreSql;

/// <summary>How a server is reached, all sources put together. Holds the password; <see cref="Shown"/> does not.</summary>
internal sealed class PostgreSqlSettings
{
    private const int DefaultPort = 5432;
    private static readonly string[] s_socketFolders = ["/var/run/postgresql", "/run/postgresql", "/tmp"];
    private static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, string> _values;

    private PostgreSqlSettings(Dictionary<string, string> values) => _values = values;

    /// <summary>The table that the connection string named; null where it named none.</summary>
    public string? Table => _values.GetValueOrDefault(ConnectionNames.Table);

    public string? Schema => _values.GetValueOrDefault(ConnectionNames.Schema);

    public string Host => _values["host"];

    public string Database => _values["dbname"];

    public string User => _values["user"];

    public bool HasPassword => _values.ContainsKey("password");

    /// <summary>Why a password file was not used, a sentence; null where that is not so.</summary>
    public string? PassFileNote { get; private set; }

    public bool HasManyHosts => Host.Contains(',', StringComparison.Ordinal);

    /// <summary>Which of several hosts will do: the one that can be written to, unless something else was asked for.</summary>
    public TargetSessionAttributes Wanted
        => _values.GetValueOrDefault("target_session_attrs") is not { } asked ? TargetSessionAttributes.Primary
            : Enum.TryParse(asked.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out TargetSessionAttributes known) ? known
            : throw Fail.Value("target_session_attrs", asked, "any, read-write, read-only, primary, standby or prefer-standby");

    public bool IsSocket => Host.StartsWith('/');

    /// <summary>The target as messages name it: never a password.</summary>
    public string Shown => $"postgresql://{User}@{Place}/{Database}";

    private string Place
        => IsSocket ? Host
            : HasManyHosts ? ManyHosts()
            : _values["port"] == DefaultPort.ToString(CultureInfo.InvariantCulture) ? Host
            : Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{_values["port"]}"
            : $"{Host}:{_values["port"]}";

    /// <exception cref="LogStatsException">A setting is not one, or not of its kind.</exception>
    public static PostgreSqlSettings Resolve(PostgreSqlConnectionOptions options)
    {
        string? text = options.ConnectionString is { Length: > 0 } given ? given
            : options.Host is null && options.Database is null ? FromEnvironment(options.Variable("DBURI")) : null;
        Dictionary<string, string> values = text is null ? [] : ConnectionText.Read(text);
        Put("host", options.Host);
        Put("port", options.Port?.ToString(CultureInfo.InvariantCulture));
        Put("dbname", options.Database);
        Put("user", options.User);
        Put("password", options.Password);
        Put("sslmode", options.SslMode);
        Put("sslrootcert", options.RootCertificate);
        Put("connect_timeout", options.ConnectTimeout is { } time ? Math.Ceiling(time.TotalSeconds).ToString(CultureInfo.InvariantCulture) : null);
        foreach ((string name, string? variable) in ConnectionNames.All)
        {
            if (variable is not null && !values.ContainsKey(name) && !(name == "hostaddr" && values.ContainsKey("host")))
            {
                Put(name, options.Variable(variable));
            }
        }

        PostgreSqlSettings settings = new(values);
        settings.PutDefaults(options.Variable);
        return settings;

        void Put(string name, string? value)
        {
            if (value is { Length: > 0 })
            {
                values[name] = value;
            }
        }
    }

    /// <summary>What Npgsql is told. All that it would else look up by itself is said, so that it means the same everywhere.</summary>
    public NpgsqlConnectionStringBuilder Builder()
    {
        NpgsqlConnectionStringBuilder builder = new()
        {
            Host = HasManyHosts ? ManyHosts() : Host,
            Port = HasManyHosts ? DefaultPort : Number("port", 1, 65535),
            Database = Database,
            Username = User,
            Password = _values.GetValueOrDefault("password"),
            Passfile = OperatingSystem.IsWindows() ? "NUL" : "/dev/null",
            ApplicationName = _values["application_name"],
            Options = _values.GetValueOrDefault("options"),
            ClientEncoding = "UTF8",
            Timeout = Math.Max(1, Number("connect_timeout", 0, 1024)),
            CommandTimeout = 60,
            CancellationTimeout = -1,
            Pooling = false,
            TcpKeepAlive = true,
        };
        SetTls(builder);
        return builder;
    }

    private static string? FromEnvironment(string? uri)
        => uri is not { Length: > 0 } ? null
            : uri.StartsWith("influx", StringComparison.OrdinalIgnoreCase)
                ? throw Fail.Value("DBURI", "influx://***", $"{ConnectionText.Form}; Export-LogInfluxDb writes to InfluxDB")
            : uri;

    private void PutDefaults(Func<string, string?> variable)
    {
        if (_values.Remove("hostaddr", out string? address))
        {
            _ = _values.TryAdd("host", address);
        }

        _ = _values.TryAdd("port", DefaultPort.ToString(CultureInfo.InvariantCulture));
        _ = _values.TryAdd("host", LocalHost());
        _ = _values.TryAdd("user", Environment.UserName);
        _ = _values.TryAdd("dbname", User);
        _ = _values.TryAdd("application_name", "logstats");
        _ = _values.TryAdd("connect_timeout", s_connectTimeout.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        if ((_values.GetValueOrDefault("passfile") ?? PassFile.DefaultPath(variable)) is { } file && !HasPassword)
        {
            // A socket in the usual folder is "localhost" to password files, as it is to libpq.
            string host = IsSocket && s_socketFolders.Contains(Host.TrimEnd('/')) ? "localhost" : Host;
            string? password = PassFile.Find(file, [host, _values["port"], Database, User], out string? note);
            PassFileNote = note;
            if (password is not null)
            {
                _values["password"] = password;
            }
        }

        if (!_values.ContainsKey("sslrootcert") && variable("HOME") is { Length: > 0 } home
            && Path.Combine(home, ".postgresql", "root.crt") is var usual && File.Exists(usual))
        {
            _values["sslrootcert"] = usual;
        }
    }

    private string LocalHost()
        => OperatingSystem.IsWindows() ? "localhost"
            : s_socketFolders.FirstOrDefault(folder => File.Exists(Path.Join(folder, $".s.PGSQL.{_values["port"]}"))) ?? "localhost";

    private string ManyHosts()
    {
        string[] hosts = Host.Split(',');
        string[] ports = _values["port"].Split(',');
        return string.Join(',', hosts.Select((host, index) =>
        {
            string port = ports.Length == 1 ? ports[0] : index < ports.Length ? ports[index] : "";
            return port.Length == 0 ? host : host.Contains(':', StringComparison.Ordinal) ? $"[{host}]:{port}" : $"{host}:{port}";
        }));
    }

    private void SetTls(NpgsqlConnectionStringBuilder builder)
    {
        string? root = _values.GetValueOrDefault("sslrootcert");
        string mode = _values.GetValueOrDefault("sslmode") ?? "prefer";
        SslMode asked = mode.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant() switch
        {
            "DISABLE" => SslMode.Disable,
            "ALLOW" => SslMode.Allow,
            "PREFER" => SslMode.Prefer,

            // With a certificate at hand, it is also used: so does libpq.
            "REQUIRE" => root is null ? SslMode.Require : SslMode.VerifyCA,
            "VERIFYCA" => SslMode.VerifyCA,
            "VERIFYFULL" => SslMode.VerifyFull,
            _ => throw Fail.Value("sslmode", mode, "disable, allow, prefer, require, verify-ca or verify-full"),
        };
        builder.SslMode = IsSocket ? SslMode.Disable : asked;
        if (builder.SslMode is SslMode.VerifyCA or SslMode.VerifyFull && root is not (null or "system"))
        {
            builder.RootCertificate = File.Exists(root) ? root
                : throw Fail.SinkCertificate(Shown, $"there is no file '{root}' to check its certificate with",
                    "Name the file of the authority that signed it, or 'system' for those that this machine trusts.");
        }

        builder.SslCertificate = _values.GetValueOrDefault("sslcert");
        builder.SslKey = _values.GetValueOrDefault("sslkey");
        builder.SslPassword = _values.GetValueOrDefault("sslpassword");
        if (_values.GetValueOrDefault("channel_binding") is { } binding)
        {
            builder.ChannelBinding = Enum.TryParse(binding, ignoreCase: true, out ChannelBinding known) ? known
                : throw Fail.Value("channel_binding", binding, "disable, prefer or require");
        }

        if (_values.GetValueOrDefault("sslnegotiation") is { } negotiation)
        {
            builder.SslNegotiation = Enum.TryParse(negotiation, ignoreCase: true, out SslNegotiation known) ? known
                : throw Fail.Value("sslnegotiation", negotiation, "postgres or direct");
        }
    }

    private int Number(string name, int least, int most)
        => int.TryParse(_values[name], NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw Fail.Value(name, _values[name], $"a number from {least} to {most}");
}
