using System.Management.Automation;
using LogStats.Sinks;

namespace LogStats.PowerShell.Bases;

/// <summary>Sends records down the pipeline: one by one, or gathered into arrays of a fixed count.</summary>
internal sealed class RecordOutput<TRecord>(Cmdlet command, int count)
    where TRecord : class, ILogRecord
{
    private readonly List<TRecord> _held = [];

    public void Send(IReadOnlyList<ILogRecord> records)
    {
        for (int index = 0; index < records.Count; index++)
        {
            if (count == 1)
            {
                command.WriteObject(records[index]);
                continue;
            }

            _held.Add((TRecord)records[index]);
            if (_held.Count == count)
            {
                Flush();
            }
        }
    }

    /// <summary>Sends what did not fill an array.</summary>
    public void Flush()
    {
        if (_held.Count > 0)
        {
            TRecord[] full = [.. _held];
            _held.Clear();
            command.WriteObject(full, enumerateCollection: false);
        }
    }
}
