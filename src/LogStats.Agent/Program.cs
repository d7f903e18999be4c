using System.CommandLine;
using LogStats.Agent.Terminal;
using LogStats.Agent.Verbs;
using LogStats.Faults;

namespace LogStats.Agent;

/// <summary>The program <c>logstats</c>: finds the verb, runs it, and says by its exit code how it ended.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        RootCommand root = new("Reads the logs that servers write, adds them up and stores them, every line accounted for.")
        {
            HelpName = "logstats",
        };
        foreach (Command verb in VerbCatalog.For(arguments))
        {
            root.Add(verb);
        }

        // A file may be named @x: it is a file, not a list of arguments.
        ParseResult parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            return UsageText.Write(parsed);
        }

        using Interruption interruption = new(TimeProvider.System);
        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null },
                interruption.Token);
        }
        catch (Exception error) when (StandardStream.IsClosedByReader(error))
        {
            return ExitCode.Done; // Whoever read it has seen enough.
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            Screen.Default.Note("stopped; what was written before stays");
            return ExitCode.Interrupted;
        }
        catch (LogStatsException fault)
        {
            Screen.Default.Tell(fault);
            return fault.Id == FaultId.ConfigInvalid ? ExitCode.ConfigInvalid : ExitCode.Failed;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Files and targets raise faults of their own: this is standard output.
            Screen.Default.Tell(Fail.SinkRejected("-", error.Message.TrimEnd('.'),
                "Check where standard output goes, then run again.", error));
            return ExitCode.Failed;
        }
    }
}
