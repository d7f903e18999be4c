using System.Globalization;
using System.Text.Json;
using LogStats.Alerts;
using LogStats.Faults;

namespace LogStats.PgBouncer.Settings;

/// <summary>
/// The LogAnalyzer.json of the program that this replaces, key by key with its line. Its patterns are not needed: every
/// version of pgbouncer is read. They are left out with a warning, as is whatever only told it how to run.
/// </summary>
internal sealed class LogAnalyzerSettings
{
    private const string UsualTime = "%H:%M:%S";

    private static readonly string[] s_sections = ["configuration", "configuration.alertingEmail", "file", "file.regexp"];

    private readonly string _path;
    private readonly JsonElement _root;
    private readonly Dictionary<string, int> _lines;
    private readonly List<string> _warnings = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    private LogAnalyzerSettings(string path, JsonElement root, IEnumerable<(string Path, int Line)> places)
    {
        (_path, _root) = (path, root);
        _lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach ((string key, int line) in places)
        {
            _lines[key] = line; // Of a key that stands twice the last counts, as it does for every reader of JSON.
        }
    }

    public string? FileName { get; private set; }

    public Dictionary<string, TimeSpan> Thresholds { get; } = new(StringComparer.Ordinal);

    public ServiceWindow Window { get; private set; } = new();

    public TimeSpan? ReportAt { get; private set; }

    public TimeSpan? Interval { get; private set; }

    public (string? From, string? To, string? Server) Mail { get; private set; }

    public IReadOnlyList<string> Warnings => _warnings;

    /// <exception cref="LogStatsException">It is no JSON, or a value cannot be what its key says.</exception>
    public static LogAnalyzerSettings Read(string path, string text)
    {
        byte[] json = JsonPlaces.Bytes(text);
        try
        {
            List<(string, int)> places = JsonPlaces.Of(json);
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            LogAnalyzerSettings settings = new(path, document.RootElement.Clone(), places);
            settings.Take();
            return settings;
        }
        catch (JsonException error)
        {
            throw Fail.JsonSettings(path, (int)(error.LineNumber ?? 0) + 1, "it is no JSON from there on", error);
        }
    }

    private void Take()
    {
        FileName = Text("file.fileName");
        string format = Text("configuration.windowDateTimeFormat") ?? UsualTime;
        TimeSpan? open = Time("configuration.windowOpenServiceDateTime", format);
        TimeSpan? close = Time("configuration.windowCloseServiceDateTime", format);
        ReportAt = Time("configuration.timeToSendEmailInformation", format);
        Interval = Seconds("configuration.trailingDelay");
        Mail = (Text("configuration.alertingEmail.emailFrom"), Text("configuration.alertingEmail.emailTo"), Text("configuration.alertingEmail.emailServer"));
        Window = new ServiceWindow { OpenAt = open ?? TimeSpan.Zero, CloseAt = close ?? TimeSpan.FromDays(1) };
        OnLine("configuration.windowCloseServiceDateTime", Window.Check);
        Users("file.usersToWatchAndThresholdInMinutes");
        bool mails = Text("file.alertingToUse") == "email";
        if (mails && Mail is not (not null, not null, not null))
        {
            throw Refuse("file.alertingToUse", "it says email, and alertingEmail lacks emailFrom, emailTo or emailServer");
        }

        if (!mails)
        {
            Mail = default;
        }

        Rest();
    }

    private void Users(string key)
    {
        foreach (string user in (Text(key) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int colon = user.LastIndexOf(':');
            if (colon < 1 || !double.TryParse(user[(colon + 1)..], NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out double minutes)
                || minutes > 366 * 1440)
            {
                throw Refuse(key, $"'{user}' is not a user, a colon and a number of minutes");
            }

            string name = user[..colon].Trim();
            Thresholds[name] = TimeSpan.FromMinutes(minutes);
            OnLine(key, () => Window.Check(name, Thresholds[name]));
        }
    }

    /// <summary>What is left: known keys that have no place here, and unknown ones.</summary>
    private void Rest()
    {
        foreach ((string key, int line) in _lines.OrderBy(pair => pair.Value))
        {
            if (!_taken.Contains(key) && !s_sections.Contains(key))
            {
                _warnings.Add($"Line {line} of '{_path}': {(Dropped(key) is { } why ? $"{key} is left out: {why}" : $"there is no setting '{key}'")}.");
            }
        }
    }

    private static string? Dropped(string key) => key switch
    {
        "configuration.dateTimeFormat" => "times are objects, and the original's texts have the form that it had",
        "file.logFileDateTimeFormat" => "the times of every version of pgbouncer are read",
        "file.alertingType" => "it was documentation",
        _ when key.StartsWith("file.regexp.", StringComparison.Ordinal) => "the lines of every version of pgbouncer are read without a pattern",
        _ => null,
    };

    private JsonElement? Find(string key)
    {
        _ = _taken.Add(key);
        JsonElement at = _root;
        foreach (string part in key.Split('.'))
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(part, out at))
            {
                return null;
            }
        }

        return at;
    }

    private string? Text(string key) => Find(key) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { } other => throw Refuse(key, $"it holds {other.GetRawText()} instead of a text"),
    };

    private TimeSpan? Seconds(string key) => Find(key) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out double seconds) && seconds is >= 0.01 and <= 60 => TimeSpan.FromSeconds(seconds),
        { } other => throw Refuse(key, $"it holds {other.GetRawText()} instead of seconds from 0.01 to 60"),
    };

    private TimeSpan? Time(string key, string format)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (format is UsualTime or "%H:%M")
        {
            try
            {
                return ClockTime.Read(key, text);
            }
            catch (LogStatsException)
            {
                throw Refuse(key, $"'{text}' is no time of the day such as 08:00:00");
            }
        }

        throw Refuse("configuration.windowDateTimeFormat", $"'{format}' is not {UsualTime} or %H:%M, and '{text}' might mean anything");
    }

    private void OnLine(string key, Action check)
    {
        try
        {
            check();
        }
        catch (LogStatsException fault)
        {
            throw Refuse(key, $"{fault.Message} {fault.Advice}");
        }
    }

    private LogStatsException Refuse(string key, string reason)
        => Fail.JsonSettings(_path, _lines.GetValueOrDefault(key, 1), $"{key}: {reason.TrimEnd('.')}");
}
