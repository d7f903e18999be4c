using System.Text.Encodings.Web;
using System.Text.Json;
using LogStats.Batches;
using LogStats.Faults;

namespace LogStats.Jobs;

/// <summary>
/// A file of jobs: <c>{ "jobs": { "ship": { "run": "send", "files": ["/var/log/app.log"], "to": "https://host:5000", "gzip": true } } }</c>.
/// Comments and a last comma are allowed, a name that stands twice is not.
/// </summary>
public static class JobFile
{
    private const int MostBytes = 1 << 20;
    private const string Root = "jobs";
    private const string Verb = "run";
    private const string Files = "files";

    private static readonly JsonDocumentOptions s_reading = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false };
    private static readonly JsonWriterOptions s_writing = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="LogStatsException">It cannot be read, or is none.</exception>
    public static IReadOnlyList<LogStatsJob> Read(string path)
    {
        byte[] text = Bytes(path);
        try
        {
            using JsonDocument json = JsonDocument.Parse(text, s_reading);
            JsonElement root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(Root, out JsonElement jobs) || jobs.ValueKind != JsonValueKind.Object)
            {
                throw Fail.JobFile(path, $"it has no \"{Root}\": {{ … }} with a job under each name");
            }

            string? other = root.EnumerateObject().Select(static one => one.Name).FirstOrDefault(static name => name is not (Root or "$schema"));
            return other is not null ? throw Fail.JobFile(path, $"'{other}' means nothing there, beside \"{Root}\"")
                : [.. jobs.EnumerateObject().Select(job => Job(path, job))];
        }
        catch (JsonException error)
        {
            throw Fail.JobFile(path, error.LineNumber is { } line ? $"line {line + 1:N0} is no JSON" : $"it is no JSON ({error.Message.TrimEnd('.')})", error);
        }
    }

    public static byte[] Write(IEnumerable<LogStatsJob> jobs)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text, s_writing))
        {
            json.WriteStartObject();
            json.WriteStartObject(Root);
            foreach (LogStatsJob job in jobs)
            {
                Write(json, job);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        text.WriteByte((byte)'\n');
        return text.ToArray();
    }

    private static byte[] Bytes(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            if (file.Length > MostBytes)
            {
                throw Fail.JobFile(path, $"it is longer than {MostBytes:N0} bytes");
            }

            byte[] text = new byte[file.Length];
            file.ReadExactly(text);
            return text.AsSpan().StartsWith("\uFEFF"u8) ? text[3..] : text;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Fail.PathNotFound(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Fail.JobFile(path, error.Message.TrimEnd('.'), error);
        }
    }

    private static LogStatsJob Job(string path, JsonProperty job)
    {
        if (!BatchName.IsValid(job.Name))
        {
            throw Fail.JobFile(path, $"'{job.Name}' is no name of a job: letters, digits, '.', '_' and '-' are");
        }

        if (job.Value.ValueKind != JsonValueKind.Object || !job.Value.TryGetProperty(Verb, out JsonElement verb) || verb.ValueKind != JsonValueKind.String)
        {
            throw Fail.JobFile(path, $"the job '{job.Name}' has no \"{Verb}\" with the verb that it runs");
        }

        List<string> files = [];
        List<KeyValuePair<string, string?>> options = [];
        foreach (JsonProperty one in job.Value.EnumerateObject().Where(static one => one.Name != Verb))
        {
            if (one.Name == Files)
            {
                files.AddRange(Values(path, job.Name, one).Select(file => file is { Length: > 0 } && file[0] != '-' ? file
                    : throw Fail.JobFile(path, $"the job '{job.Name}' names a file that is empty or begins with '-'")));
            }
            else if (one.Name.Length == 0 || !one.Name.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') || one.Name[0] == '-')
            {
                throw Fail.JobFile(path, $"'{one.Name}' in the job '{job.Name}' is no option: write it as on the command line, without the dashes in front");
            }
            else
            {
                options.AddRange(Values(path, job.Name, one).Select(value => KeyValuePair.Create(one.Name, value)));
            }
        }

        return new LogStatsJob { Name = job.Name, Verb = verb.GetString()!, Files = files, Options = options };
    }

    /// <summary>True is an option that only stands there, false one that does not; of a list each.</summary>
    private static IEnumerable<string?> Values(string path, string job, JsonProperty one)
    {
        switch (one.Value.ValueKind)
        {
            case JsonValueKind.True when one.Name != Files:
                return [null];
            case JsonValueKind.False when one.Name != Files:
                return [];
            case JsonValueKind.Array:
                return one.Value.EnumerateArray().Select(value => Value(path, job, one.Name, value));
            default:
                return [Value(path, job, one.Name, one.Value)];
        }
    }

    private static string Value(string path, string job, string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        _ => throw Fail.JobFile(path, $"'{name}' in the job '{job}' is neither a text, a number, true or false, nor a list of texts"),
    };

    private static void Write(Utf8JsonWriter json, LogStatsJob job)
    {
        json.WriteStartObject(job.Name);
        json.WriteString(Verb, job.Verb);
        if (job.Files.Count > 0)
        {
            Write(json, Files, job.Files, isList: true);
        }

        foreach (IGrouping<string, string?> option in job.Options.GroupBy(static option => option.Key, static option => option.Value, StringComparer.Ordinal))
        {
            if (option.All(static value => value is null))
            {
                json.WriteBoolean(option.Key, true);
            }
            else
            {
                Write(json, option.Key, [.. option.OfType<string>()], isList: false);
            }
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> values, bool isList)
    {
        if (!isList && values.Count == 1)
        {
            json.WriteString(name, values[0]);
            return;
        }

        json.WriteStartArray(name);
        foreach (string value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
