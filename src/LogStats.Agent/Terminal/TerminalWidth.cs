using System.Runtime.InteropServices;

namespace LogStats.Agent.Terminal;

/// <summary>
/// How many columns the terminal behind standard output has. On Linux the kernel is asked: the console class would
/// first write escape sequences to the terminal, wanted or not.
/// </summary>
internal static partial class TerminalWidth
{
    private const int StandardOutput = 1;
    private const nuint WindowSizeRequest = 0x5413;

    /// <summary>Zero where there is no terminal or it does not know.</summary>
    public static int Get()
    {
        if (!OperatingSystem.IsLinux())
        {
            return Console.WindowWidth;
        }

        return Control(StandardOutput, WindowSizeRequest, out WindowSize size) == 0 ? size.Columns : 0;
    }

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Control(int descriptor, nuint request, out WindowSize size);

    [StructLayout(LayoutKind.Sequential)]
    private struct WindowSize
    {
        public ushort Rows;
        public ushort Columns;
        public ushort PixelWidth;
        public ushort PixelHeight;
    }
}
