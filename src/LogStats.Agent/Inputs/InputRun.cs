using LogStats.Agent.Terminal;
using LogStats.Detect;
using LogStats.Faults;
using LogStats.Lines;
using LogStats.Scan;

namespace LogStats.Agent.Inputs;

/// <summary>
/// Goes through the inputs of one command, oldest first. A fault of one input is told and the next goes on; any other fault, such as
/// of a target or of a wrong request, ends the run.
/// </summary>
internal sealed class InputRun(Screen screen, string? format)
{
    public List<InputAccount> Accounts { get; } = [];

    public int ExitCode
        => Accounts.TrueForAll(account => account.Fault is null)
            ? Accounts.Exists(account => account.Counts.Rejected > 0) ? Agent.ExitCode.PartlyDone : Agent.ExitCode.Done
            : Accounts.TrueForAll(account => account.Fault is not null && account.Counts.Records == 0)
                ? Agent.ExitCode.Failed
                : Agent.ExitCode.PartlyDone;

    /// <summary>Calls <paramref name="each"/> for every input until it answers false.</summary>
    public async Task OverAsync(IEnumerable<string> paths, Func<LineInput, InputAccount, Task<bool>> each)
    {
        foreach (LineInput input in InputPaths.OldestFirst(paths.SelectMany(Expand)))
        {
            InputAccount account = new(input.Path);
            Accounts.Add(account);
            if (!await TryAsync(account, () => each(input, account)))
            {
                return;
            }
        }
    }

    private static bool IsOfInput(FaultId id) => id is FaultId.PathNotFound or FaultId.PathNotFileSystem or FaultId.FileOpen
        or FaultId.FileRead or FaultId.FormatUnknown or FaultId.FormatMismatch or FaultId.LineInvalid or FaultId.TstatHeaderMissing;

    private List<LineInput> Expand(string path)
    {
        try
        {
            return [.. InputPaths.Expand([path], Console.OpenStandardInput)];
        }
        catch (LogStatsException fault)
        {
            screen.Tell(fault);
            Accounts.Add(new InputAccount(path) { Fault = fault });
            return [];
        }
    }

    private async Task<bool> TryAsync(InputAccount account, Func<Task<bool>> work)
    {
        bool more = true;
        try
        {
            more = await work();
            account.Fault = FormatResolver.NothingRead(account.Path, account.Counts, format);
        }
        catch (LogStatsException fault) when (IsOfInput(fault.Id))
        {
            account.Fault = fault;
        }

        if (account.Fault is not null)
        {
            screen.Tell(account.Fault);
        }
        else if (account.IsEmpty)
        {
            screen.Note($"{LineText.Show(account.Path)} is empty");
        }

        return more;
    }
}
