using LogStats.Agent.Terminal;
using LogStats.Faults;

namespace LogStats.Agent.Jobs;

/// <summary>
/// Runs jobs beside each other until it is stopped; one that fails is begun again after a while and disturbs no other. Or each once,
/// one after the other in the order of their file, for a scheduled task.
/// </summary>
internal sealed class JobRun(Screen screen, TimeProvider clock)
{
    private const int LongestWaitSeconds = 60;

    /// <summary>After that long a job that fails begins with a short wait again.</summary>
    private static readonly TimeSpan s_settled = TimeSpan.FromMinutes(2);

    /// <summary>The worst that a job ended with; jobs behind it are run all the same.</summary>
    public async Task<int> OnceAsync(IReadOnlyList<JobCommand> jobs, CancellationToken stop)
    {
        int worst = ExitCode.Done;
        foreach (JobCommand job in jobs)
        {
            stop.ThrowIfCancellationRequested();
            int code = await TryAsync(job, isOnce: true, stop).ConfigureAwait(false);
            worst = worst is ExitCode.Done or ExitCode.PartlyDone && code != ExitCode.Done ? code : worst;
        }

        return worst;
    }

    /// <summary>Until it is stopped, or every job has ended by itself.</summary>
    public async Task<int> AlwaysAsync(IReadOnlyList<JobCommand> jobs, CancellationToken stop)
    {
        int[] codes = await Task.WhenAll(jobs.Select(job => Task.Run(() => KeepAsync(job, stop), CancellationToken.None))).ConfigureAwait(false);
        return codes.Max();
    }

    private async Task<int> KeepAsync(JobCommand job, CancellationToken stop)
    {
        for (int failures = 0; ; failures++)
        {
            long begun = clock.GetTimestamp();
            int code = await TryAsync(job, isOnce: false, stop).ConfigureAwait(false);
            if (stop.IsCancellationRequested)
            {
                return code is ExitCode.Interrupted ? ExitCode.Done : code;
            }

            if (code is ExitCode.Done or ExitCode.PartlyDone or ExitCode.ConfigInvalid)
            {
                screen.Note($"{job.Job.Name}: ended{(code == ExitCode.ConfigInvalid ? ", and is not begun again" : "")}");
                return code;
            }

            failures = clock.GetElapsedTime(begun) > s_settled ? 0 : failures;
            TimeSpan wait = TimeSpan.FromSeconds(Math.Min(LongestWaitSeconds, 1 << Math.Min(failures, 6)));
            screen.Note($"{job.Job.Name}: begun again in {wait.TotalSeconds:N0} s");
            try
            {
                await Task.Delay(wait, clock, stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return ExitCode.Done;
            }
        }
    }

    private async Task<int> TryAsync(JobCommand job, bool isOnce, CancellationToken stop)
    {
        try
        {
            return await job.InvokeAsync(isOnce, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (LogStatsException fault)
        {
            screen.Note($"{job.Job.Name}:");
            screen.Tell(fault);
            return fault.Id == FaultId.ConfigInvalid ? ExitCode.ConfigInvalid : ExitCode.Failed;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            screen.Note($"{job.Job.Name}: {error.Message}");
            return ExitCode.Failed;
        }
    }
}
