using ActiveSeg.Nets.Devices;
using ActiveSeg.Nets.Native;
using ActiveSeg.Trainer.Experiments;
using ActiveSeg.Trainer.Jobs;
using ActiveSeg.Trainer.Remote;
using ActiveSeg.Trainer.Scans;
using ActiveSeg.Trainer.Works;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace ActiveSeg.Trainer.Hosting;

/// <summary>Puts a trainer together.</summary>
internal static class TrainerHost
{
    /// <summary>A trainer that works from its start until it is stopped.</summary>
    /// <exception cref="IOException">The cache folder cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    /// <exception cref="NativeLibraryException">No libtorch can be used.</exception>
    /// <exception cref="DeviceException">The device cannot be used.</exception>
    public static IHost Build(TrainerOptions options)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddSimpleConsole(line => (line.SingleLine, line.TimestampFormat) = (true, "HH:mm:ss "));
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.Configure<ConsoleLifetimeOptions>(lifetime => lifetime.SuppressStatusMessages = true);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ServerConnection>();
        builder.Services.AddSingleton(services => new ArtifactCache(
            services.GetRequiredService<ServerConnection>(), options.Cache, services.GetRequiredService<ILogger<ArtifactCache>>()));
        builder.Services.AddSingleton<ArtifactUploads>();
        builder.Services.AddSingleton<ScanReader>();
        builder.Services.AddSingleton<DescribeWork>();
        builder.Services.AddSingleton<TrainWork>();
        builder.Services.AddSingleton<ScoreWork>();
        builder.Services.AddSingleton<ExperimentWork>();
        builder.Services.AddHostedService<JobLoop>();
        builder.Services.AddHostedService<ParentWatch>();
        var host = builder.Build();
        host.Services.GetRequiredService<ArtifactCache>();
        DeviceStart.Begin(options.Device, host.Services.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(DeviceStart)));
        return host;
    }
}
