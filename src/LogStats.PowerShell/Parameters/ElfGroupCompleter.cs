using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using LogStats.Elf;

namespace LogStats.PowerShell.Parameters;

/// <summary>Offers the request groups of the files that the command line names, by the rules that it names.</summary>
internal sealed class ElfGroupCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        ElfOptions options = ElfFront.Options(fakeBoundParameters);
        Dictionary<string, long> seen = new(StringComparer.Ordinal);
        SeenValues.Fronts(fakeBoundParameters, (front, stop) =>
        {
            ElfMeasure measure = new(options, []) { Threads = 1 };
            measure.Add(front, stop);
            lock (seen)
            {
                foreach (ElfSummary group in measure.Finish().Total.Requests)
                {
                    seen[group.Name] = seen.GetValueOrDefault(group.Name) + group.Calls;
                }
            }
        });
        lock (seen)
        {
            (string, string)[] groups = [.. seen.OrderByDescending(group => group.Value).Select(group => (group.Key, $"{group.Value:N0} calls seen"))];
            return Completions.Of(wordToComplete, groups);
        }
    }
}
