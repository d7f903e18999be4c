using System.Collections;
using System.Globalization;
using LogStats.Faults;

namespace LogStats.Tstat.Settings;

/// <summary>
/// Each key of the config.ini as the parameter that means the same, or as a warning. User and password are never taken over:
/// an object that holds a secret ends up on a screen or in a file.
/// </summary>
internal sealed class TstatSettings
{
    private const string Rabbit = "rabbit";
    private const string QueueOptions = "rabbit_queue_options";
    private const string Ssl = "ssl_options";

    private readonly string _path;
    private readonly Func<string, string?> _variable;
    private readonly List<string> _warnings = [];
    private readonly Hashtable _queue = new(StringComparer.OrdinalIgnoreCase);
    private string? _keyFile;

    private TstatSettings(string path, Func<string, string?> variable) => (_path, _variable) = (path, variable);

    public Hashtable Parameters { get; } = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<string> Warnings => _warnings;

    /// <exception cref="LogStatsException">A line is no setting, or a value cannot be what its key says.</exception>
    public static TstatSettings Read(string path, string text, Func<string, string?> variable)
    {
        TstatSettings settings = new(path, variable);
        IReadOnlyList<IniEntry> entries = IniFile.Parse(path, text);
        if (!entries.Any(static entry => entry.Section is Rabbit))
        {
            throw Fail.IniSettings(path, 1, "there is no section [rabbit] with anything in it");
        }

        foreach (IniEntry entry in entries)
        {
            settings.Take(entry);
        }

        settings.End();
        return settings;
    }

    private void Take(IniEntry entry)
    {
        switch (entry.Section)
        {
            case Rabbit when entry.Key is "username" or "password":
                Warn(entry, "is not taken over: give -Credential");
                return;
            case Rabbit:
                Server(entry);
                return;
            case QueueOptions:
                Queue(entry);
                return;
            case Ssl:
                Tls(entry);
                return;
            case "stdout":
                Warn(entry, "is left out: the original did not read that section");
                return;
            default:
                Warn(entry, "is left out: there is no such setting");
                return;
        }
    }

    private void Server(IniEntry entry)
    {
        (string? name, Func<string, object> read) = entry.Key switch
        {
            "host" => ("ComputerName", Some),
            "port" => ("Port", text => Port(entry, text)),
            "use_ssl" => ("UseTls", text => Truth(entry, text)),
            "vhost" => ("VirtualHost", Some),
            "queue" => ("Queue", Some),
            "routing_key" => ("RoutingKey", Some),
            "exchange" => ("Exchange", Some),
            _ => ((string?)null, (Func<string, object>)Some),
        };
        if (name is null)
        {
            Warn(entry, entry.Key is "heartbeat" ? "is left out: the original did not read it, and here no parse is too long for it" : "is left out: there is no such setting");
        }
        else if (Value(entry) is { Length: > 0 } value)
        {
            Parameters[name] = read(value);
        }
    }

    /// <summary>The original gave the broker texts, and any text counts as true.</summary>
    private void Queue(IniEntry entry)
    {
        if (Value(entry) is not { } value)
        {
            return;
        }

        if (entry.Key is not ("durable" or "auto_delete" or "exclusive" or "passive"))
        {
            if (entry.Key.StartsWith("x-", StringComparison.Ordinal))
            {
                _queue[entry.Key] = Typed(value);
                return;
            }

            Warn(entry, "is left out: it is neither an option of a queue nor an argument such as x-max-length");
            return;
        }

        bool flag = Truth(entry, value);
        _queue[entry.Key] = flag;
        if (!flag && value.Length > 0)
        {
            Warn(entry, $"is false here: the original passed it on as text, which counts as true, so a queue that it made is {entry.Key}");
        }
    }

    private void Tls(IniEntry entry)
    {
        if (Value(entry) is not { Length: > 0 } value)
        {
            return;
        }

        switch (entry.Key)
        {
            case "ca_certs" or "cafile":
                Parameters["RootCertificate"] = value;
                break;
            case "certfile":
                Parameters["ClientCertificate"] = value;
                break;
            case "keyfile":
                _keyFile = value;
                Warn(entry, "is left out: put the key behind the certificate in one file, and name that file as -ClientCertificate");
                break;
            case "cert_reqs" when value.EndsWith("CERT_REQUIRED", StringComparison.Ordinal) || value == "2":
                break;
            case "cert_reqs":
                Warn(entry, "is left out: the certificate is always checked; one that nobody signed needs its pin, -CertificatePin, which the error names");
                break;
            default:
                Warn(entry, "is left out: the system decides about protocols and ciphers, and names are always checked");
                break;
        }
    }

    private void End()
    {
        if (_queue.Count > 0)
        {
            // What the original's library took where nothing was said; a queue that is there has to be asked for as it is.
            _queue["durable"] ??= false;
            Parameters["QueueOption"] = _queue;
        }

        if (Parameters["UseTls"] is true && !Parameters.ContainsKey("RootCertificate"))
        {
            _warnings.Add($"'{_path}' asks for TLS and names no authority: the original believed any certificate. Here it is checked against those of this "
                + "machine; another one is named by -RootCertificate, or the broker's own by -CertificatePin.");
        }

        if (_keyFile is not null && !Parameters.ContainsKey("ClientCertificate"))
        {
            _warnings.Add($"'{_path}' names a key and no certificate of this client.");
        }
    }

    private string? Value(IniEntry entry)
    {
        string? value = EnvironmentValue.Of(entry.Value, _variable, out string cut);
        if (value is null)
        {
            Warn(entry, $"is left out: {EnvironmentValue.NameIn(entry.Value)} is not set, and there is no default");
        }
        else if (cut.Length > 0)
        {
            Warn(entry, $"is what stands before the colon in its default, as the original had it; '{cut}' is left out");
        }

        return value;
    }

    private static object Some(string text) => text;

    private object Port(IniEntry entry, string text)
        => ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) && port > 0 ? (int)port
            : throw Refuse(entry, $"'{text}' is no number from 1 to 65535");

    private bool Truth(IniEntry entry, string text) => text.ToLowerInvariant() switch
    {
        "1" or "true" or "yes" or "on" => true,
        "0" or "false" or "no" or "off" or "" => false,
        _ => throw Refuse(entry, $"'{text}' is neither true nor false"),
    };

    private static object Typed(string text)
        => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number
            : text.ToLowerInvariant() switch
            {
                "true" => true,
                "false" => false,
                _ => text,
            };

    private LogStatsException Refuse(IniEntry entry, string reason) => Fail.IniSettings(_path, entry.Line, $"{entry.Name}: {reason}");

    private void Warn(IniEntry entry, string what) => _warnings.Add($"Line {entry.Line} of '{_path}': {entry.Name} {what}.");
}
