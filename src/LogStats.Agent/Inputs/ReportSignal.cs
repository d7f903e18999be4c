using System.Runtime.InteropServices;

namespace LogStats.Agent.Inputs;

/// <summary>SIGUSR1, where there is such a signal. Its number is the system's own.</summary>
internal static class ReportSignal
{
    /// <summary>Null where the system has none.</summary>
    public static IDisposable? Register(Action asked)
    {
        int number = OperatingSystem.IsLinux() ? 10 : OperatingSystem.IsMacOS() || OperatingSystem.IsFreeBSD() ? 30 : 0;
        return number == 0 ? null : PosixSignalRegistration.Create((PosixSignal)number, context =>
        {
            context.Cancel = true; // Or the process would end, as it does without a handler.
            asked();
        });
    }
}
