using System.Collections;
using System.Management.Automation;
using LogStats.Faults;
using LogStats.Kinds;
using LogStats.Lines;
using LogStats.Sinks;
using Shell = System.Management.Automation.PowerShell;

namespace LogStats.PowerShell.Parameters;

/// <summary>
/// Looks at the front of the files that a command line names, to offer what stands in them. It is a guess: it sees
/// 64 KiB of each, gives up after 200 ms with what it has, and keeps silent about whatever goes wrong.
/// </summary>
internal static class SeenValues
{
    private const int Front = 1 << 16;
    private const int MostFiles = 4;
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(200);

    /// <summary>The values that <paramref name="pick"/> finds in records, the most frequent first.</summary>
    public static IEnumerable<(string Value, string Tip)> Of<TRecord>(
        IDictionary bound, Func<IRecordReader> newReader, Func<TRecord, string?> pick)
        where TRecord : ILogRecord
    {
        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        Fronts(bound, (front, stop) =>
        {
            IRecordReader reader = newReader();
            foreach (IReadOnlyList<ILogRecord> block in reader.Read(front, stop).Append(reader.Finish()))
            {
                foreach (string value in block.OfType<TRecord>().Select(pick).OfType<string>().Where(value => value.Length > 0))
                {
                    lock (seen)
                    {
                        seen[value] = seen.GetValueOrDefault(value) + 1;
                    }
                }
            }
        });
        lock (seen)
        {
            return [.. seen.OrderByDescending(value => value.Value).Select(value => (value.Key, $"seen {value.Value:N0} times"))];
        }
    }

    /// <summary>Shows the front of each file that the line names, for as long as there is patience.</summary>
    public static void Fronts(IDictionary bound, Action<LineInput, CancellationToken> look)
    {
        string[] files = [.. Files(bound).Take(MostFiles)];
        using CancellationTokenSource stop = new();
        try
        {
            Task.Run(() => Array.ForEach(files, file => Look(file, look, stop.Token)), stop.Token).Wait(s_patience);
        }
        catch (AggregateException)
        {
            // What was seen before is still worth offering.
        }

        stop.Cancel();
    }

    private static void Look(string file, Action<LineInput, CancellationToken> look, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        try
        {
            look(LineInput.FromStream(new MemoryStream(LineInput.File(file).Peek(Front)), file), stop);
        }
        catch (LogStatsException)
        {
            // Another file may be readable.
        }
    }

    private static IEnumerable<string> Files(IDictionary bound)
    {
        string name = bound.Contains("LiteralPath") ? "LiteralPath" : "Path";
        if (bound[name] is not object given)
        {
            return [];
        }

        using Shell shell = Shell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand("Get-Item").AddParameter(name, given).AddParameter("ErrorAction", ActionPreference.Ignore);
        return [.. shell.Invoke().Select(item => item.BaseObject).OfType<FileInfo>().Select(file => file.FullName)];
    }
}
