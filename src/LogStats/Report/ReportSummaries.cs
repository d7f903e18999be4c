using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using LogStats.Faults;
using LogStats.Kinds;
using LogStats.Sinks;

namespace LogStats.Report;

/// <summary>The summaries in a report, read back: the sums of all, and as many groups as the report had room for.</summary>
public sealed class ReportSummaries : ISummarySource
{
    private readonly string _path;

    private ReportSummaries(string path) => _path = path;

    /// <exception cref="LogStatsException">It is no report, or cannot be read.</exception>
    public static ReportSummaries Open(string path) => File.Exists(path) && !ReportFile.IsReport(path)
        ? throw Fail.ReportDamaged(path, "it is no report of LogStats")
        : new ReportSummaries(path);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ISummary> ReadAsync(string? table, [EnumeratorCancellation] CancellationToken stop)
    {
        byte[] page = await PageAsync(stop).ConfigureAwait(false);
        foreach (StoredSummary stored in Stored(page))
        {
            stop.ThrowIfCancellationRequested();
            yield return StoredSummaries.Read(stored);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<byte[]> PageAsync(CancellationToken stop)
    {
        try
        {
            return await File.ReadAllBytesAsync(_path, stop).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Fail.FileOpen(_path, error);
        }
    }

    private List<StoredSummary> Stored(byte[] page)
    {
        int start = page.AsSpan().IndexOf(Encoding.UTF8.GetBytes(ReportPage.DataStart));
        int end = start < 0 ? -1 : page.AsSpan(start).IndexOf(Encoding.UTF8.GetBytes(ReportPage.DataEnd));
        if (end < 0)
        {
            throw Fail.ReportDamaged(_path, "its data are missing or cut off");
        }

        try
        {
            using JsonDocument head = JsonDocument.Parse(page.AsMemory(start, end)[ReportPage.DataStart.Length..]);
            if (head.RootElement.GetProperty("version").GetInt32() > ReportJson.Version)
            {
                throw Fail.ReportDamaged(_path, "a newer LogStats wrote it");
            }

            using JsonDocument texts = JsonDocument.Parse(ReportNumbers.Unpack(head.RootElement.GetProperty("texts").GetString()!));
            return [.. texts.RootElement.GetProperty("summaries").EnumerateArray().Select(Of)];
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or InvalidDataException)
        {
            throw Fail.ReportDamaged(_path, "its data are damaged", error);
        }
    }

    private StoredSummary Of(JsonElement item)
    {
        long? source = item.TryGetProperty("source", out JsonElement text) ? long.Parse(text.GetString()!, CultureInfo.InvariantCulture) : null;
        return new StoredSummary(_path, item.GetProperty("kind").GetString()!, new SummaryKey(
            source, item.GetProperty("window").GetString()!, item.GetProperty("group").GetString()!, item.GetProperty("lines").GetInt64(), 0),
            item.GetProperty("state").GetString());
    }
}
