using ActiveSeg.Nets.Devices;
using ActiveSeg.Nets.Native;
using ActiveSeg.Trainer.Experiments;
using ActiveSeg.Trainer.Hosting;
using ActiveSeg.Trainer.Offline;
using Microsoft.Extensions.Hosting;

if (args is ["--help"] or ["-h"])
{
    Console.WriteLine($"{TrainerOptions.Usage}\n\n{OfflineVerbs.Usage}");
    return 0;
}

if (OfflineVerbs.Knows(args))
{
    return OfflineVerbs.Run(args, Console.Out, Console.Error);
}

if (!TrainerOptions.TryParse(args, out var options, out var complaint))
{
    Console.Error.WriteLine($"{complaint}\n{TrainerOptions.Usage}");
    return 2;
}

if (options.ExperimentsRoot is not null && LabProgram.Find() is null)
{
    Console.Error.WriteLine($"--experiments-root needs the laboratory, which is in none of {string.Join(", ", LabProgram.Places)}");
    return 2;
}

NativeEnvironment.Prepare(options.Threads);
ThreadPool.SetMinThreads(8, 8);
try
{
    if (options.Check)
    {
        LibTorch.Use(options.Device);
        Console.WriteLine(string.Join('\n', DeviceStart.Describe()));
        return 0;
    }

    using var host = TrainerHost.Build(options);
    await host.RunAsync();
    return 0;
}
catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"the cache folder {options.Cache} cannot be used: {refusal.Message}");
    return 3;
}
catch (Exception refusal) when (refusal is NativeLibraryException or DeviceException)
{
    Console.Error.WriteLine(refusal.Message);
    return 4;
}
