using LogStats.Faults;
using LogStats.Lines;

namespace LogStats.Agent.Inputs;

/// <summary>How many bytes there are to read, for a progress bar; null where nobody can know.</summary>
internal static class InputLength
{
    public static long? Of(IEnumerable<string> paths)
    {
        if (Console.IsErrorRedirected)
        {
            return null; // Nobody will see the bar.
        }

        long sum = 0;
        foreach (string path in paths)
        {
            try
            {
                foreach (LineInput input in InputPaths.Expand([path], static () => Stream.Null))
                {
                    if (!input.IsFile)
                    {
                        return null;
                    }

                    sum += File.Exists(input.Path) ? new FileInfo(input.Path).Length : 0;
                }
            }
            catch (LogStatsException)
            {
                // The run says what is wrong with it; here it counts for nothing.
            }
        }

        return sum;
    }
}
